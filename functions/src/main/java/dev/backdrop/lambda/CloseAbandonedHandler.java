package dev.backdrop.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import dev.backdrop.workflow.PrepareInput;
import dev.backdrop.workflow.RecordFailure;
import dev.backdrop.workflow.RecordFailureInput;
import dev.backdrop.workflow.RecordedEnd;

/**
 * Lambda entry for executions that ended without ending their job: timed out, aborted by hand, or broken in a way that
 * the workflow itself couldn't record. Started by Step Functions' own event, so that no job stays open for ever.
 */
public final class CloseAbandonedHandler extends JsonHandler<CloseAbandonedHandler.Event, RecordedEnd> {

    private final RecordFailure step;

    /** "Step Functions Execution Status Change", as far as it is used. */
    record Event(Detail detail) {
        /** @param input the execution's input, as text; missing when it is large */
        record Detail(@JsonProperty("executionArn") String execution, String status, String input) {}
    }

    public CloseAbandonedHandler() {
        this(Application.onAws());
    }

    public CloseAbandonedHandler(Application application) {
        super(Event.class);
        this.step = application.recordFailure();
    }

    @Override
    RecordedEnd handle(Event event) {
        Event.Detail detail = event.detail();
        JsonNode started = input(detail.input());
        return RecordedEnd.of(step.run(new RecordFailureInput(
                started.path("retry").textValue(),
                detail.execution(),
                arrival(started),
                started.path("request") instanceof ObjectNode request ? request : null,
                started.path("whole").asBoolean(),
                started.path("batchId").textValue(),
                null,
                new RecordFailureInput.StepError("its execution ended as " + detail.status(), null))));
    }

    /** A large input isn't in the event: the job is found by its execution then. */
    private static JsonNode input(String text) {
        try {
            return text == null ? MissingNode.getInstance() : Json.mapper().readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("the execution's input is no JSON", unreadable);
        }
    }

    /** What the execution was started for, from an upload's event or from our own kind of input; null if it names a job. */
    private static PrepareInput.Arrival arrival(JsonNode json) {
        JsonNode object = json.at("/detail/object");
        if (!object.isMissingNode()) {
            return new PrepareInput.Arrival(
                    json.at("/detail/bucket/name").asText(),
                    object.path("key").asText(),
                    object.path("version-id").asText(null),
                    object.path("etag").asText(null),
                    object.path("size").asLong());
        }
        return json.has("source") ? Json.mapper().convertValue(json.path("source"), PrepareInput.Arrival.class) : null;
    }
}
