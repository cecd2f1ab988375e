package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One event for EventBridge.
 *
 * @param busName name or ARN of the bus, {@code default} if the entry named none
 * @param detail a JSON object
 * @param resources the entry's own, then the execution's and the machine's ARN, as Step Functions adds them
 */
public record BusEvent(String busName, String source, String detailType, JsonNode detail, List<String> resources) {

    public BusEvent {
        resources = List.copyOf(resources);
    }
}
