package dev.backdrop.local.cloud.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a target hasn't taken.
 *
 * @param queueArn the dead-letter queue; AWS drops it if there is none
 * @param payload of the last attempt
 * @param error what the last attempt ended with
 */
public record UndeliveredRun(
        String schedule,
        Optional<String> queueArn,
        Instant time,
        JsonNode payload,
        int attempts,
        RuntimeException error) {}
