package dev.backdrop.local.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a rule or a schedule sends its events.
 *
 * @param logicalId the resource that it is
 * @param input what it is sent in place of the event
 * @param inputPath which part of the event it is sent, as a JSON path
 * @param attempts how often a delivery that failed is tried again
 * @param oldest how old an event may become by being tried again
 * @param deadLetterArn the queue for events that couldn't be delivered
 */
public record TargetView(
        String id,
        Kind kind,
        String logicalId,
        String arn,
        Optional<JsonNode> input,
        Optional<String> inputPath,
        int attempts,
        Duration oldest,
        Optional<String> deadLetterArn) {

    public enum Kind {
        FUNCTION,
        STATE_MACHINE,
        QUEUE
    }
}
