package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code arn:aws:states:::events:putEvents}: puts events on an EventBridge bus.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
 */
public final class EventsPutEvents implements Integration {

    public static final String RESOURCE = "arn:aws:states:::events:putEvents";

    private static final int MOST_ENTRIES = 10;
    private static final Set<String> ENTRY_FIELDS =
            Set.of("Detail", "DetailType", "EventBusName", "Resources", "Source");
    private static final JsonMapper JSON = new JsonMapper();

    private final EventSink sink;

    public EventsPutEvents(EventSink sink) {
        this.sink = sink;
    }

    @Override
    public Optional<Set<String>> argumentNames() {
        return Optional.of(requiredArguments());
    }

    @Override
    public Set<String> requiredArguments() {
        return Set.of("Entries");
    }

    @Override
    public void start(TaskCall call, Completion completion) {
        JsonNode entries = call.arguments().path("Entries");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw invalid("Entries must be an array of 1 to " + MOST_ENTRIES + " entries");
        }
        // All are read before any is put, so that one bad entry doesn't leave half of them delivered.
        List<BusEvent> events = new ArrayList<>();
        entries.forEach(entry -> events.add(event(entry, call)));
        ObjectNode result = JSON.createObjectNode();
        ArrayNode ids = result.putArray("Entries");
        events.forEach(event -> ids.addObject().put("EventId", sink.put(event)));
        completion.succeed(result.put("FailedEntryCount", 0));
    }

    private static BusEvent event(JsonNode entry, TaskCall call) {
        entry.fieldNames().forEachRemaining(name -> {
            if (!ENTRY_FIELDS.contains(name)) {
                throw invalid("The field " + name + " of an entry is unknown here; known are " + ENTRY_FIELDS);
            }
        });
        List<String> resources = new ArrayList<>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
        resources.add(call.executionArn());
        resources.add(call.stateMachineArn());
        String bus = entry.path("EventBusName").asText("default");
        return new BusEvent(bus, text(entry, "Source"), text(entry, "DetailType"), detail(entry), resources);
    }

    private static String text(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw invalid("The field " + name + " of an entry must be text");
        }
        return value.textValue();
    }

    /** Either the object itself or, as the service's own API has it, the object as text. */
    private static JsonNode detail(JsonNode entry) {
        JsonNode detail = entry.path("Detail");
        if (detail.isTextual()) {
            try {
                detail = JSON.readTree(detail.textValue());
            } catch (JsonProcessingException notJson) {
                throw invalid("The field Detail of an entry must be a JSON object");
            }
        }
        if (!detail.isObject()) {
            throw invalid("The field Detail of an entry must be a JSON object");
        }
        return detail;
    }

    private static TaskException invalid(String message) {
        return new TaskException("EventBridge.ValidationException", message);
    }
}
