package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One call that a Task state makes.
 *
 * @param resource the Resource of the state
 * @param arguments what its Arguments came to; not to be changed
 * @param executionArn which execution calls
 * @param stateMachineArn the machine it runs
 * @param stateName which of its states
 * @param retryCount how many times this state has been retried before this call
 * @param taskToken set for {@code .waitForTaskToken}
 */
public record TaskCall(
        String resource,
        JsonNode arguments,
        String executionArn,
        String stateMachineArn,
        String stateName,
        int retryCount,
        Optional<String> taskToken) {}
