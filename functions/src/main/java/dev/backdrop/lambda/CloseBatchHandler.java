package dev.backdrop.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.batch.CloseBatch;
import dev.backdrop.batch.RecordedBatch;
import dev.backdrop.json.Json;

/**
 * Lambda entry for executions of the batch workflow that ended without ending their batch: cancelled, timed out, or broken.
 * Started by Step Functions' own event.
 */
public final class CloseBatchHandler extends JsonHandler<CloseBatchHandler.Event, RecordedBatch> {

    private final CloseBatch step;

    /** "Step Functions Execution Status Change", as far as it is used. */
    record Event(Detail detail) {
        /** @param input the execution's input, as text; missing when it is large */
        record Detail(@JsonProperty("executionArn") String execution, String name, String status, String input) {}
    }

    public CloseBatchHandler() {
        this(Application.onAws());
    }

    public CloseBatchHandler(Application application) {
        super(Event.class);
        this.step = application.batches().close();
    }

    @Override
    RecordedBatch handle(Event event) {
        Event.Detail detail = event.detail();
        return step.run(
                new CloseBatch.Ended(detail.name(), detail.execution(), detail.status(), input(detail.input())));
    }

    private static JsonNode input(String text) {
        try {
            return text == null ? null : Json.mapper().readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("the execution's input is no JSON", unreadable);
        }
    }
}
