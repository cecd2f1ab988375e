package dev.backdrop.local.cloud.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the Step Functions API works on. */
public interface Executions {

    /**
     * One execution, as it is told to callers.
     *
     * @param status {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
     */
    record View(
            String arn,
            String stateMachineArn,
            String name,
            String status,
            Instant startedAt,
            Optional<Instant> stoppedAt,
            JsonNode input,
            Optional<JsonNode> output,
            Optional<String> error,
            Optional<String> cause) {}

    /**
     * Starts an execution, or finds the one that runs with this name and input.
     *
     * @throws ApiException with the error that AWS gives
     */
    View start(String stateMachineArn, String name, JsonNode input);

    /** Ends an execution that runs; one that has ended stays as it is. Nothing if there is none. */
    Optional<View> stop(String executionArn);

    Optional<View> find(String executionArn);

    /**
     * Newest first.
     *
     * @throws ApiException if there is no such state machine
     */
    List<View> list(String stateMachineArn);

    List<String> stateMachines();
}
