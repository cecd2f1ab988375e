package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where executions of other state machines run. */
@FunctionalInterface
public interface ExecutionHost {

    /** An execution that has been started, or was found running. */
    interface Started {

        String arn();

        Instant startedAt();

        /** Calls back once, when it has ended: at once if it has already. */
        void onEnd(Consumer<Ended> callback);

        /** Asks for its end; does nothing if it has ended. */
        void abort();
    }

    /**
     * How an execution ended.
     *
     * @param output there if it succeeded; not to be changed
     * @param description as DescribeExecution has it, names capitalised, input and output as text, times in milliseconds
     */
    record Ended(Optional<JsonNode> output, JsonNode input, JsonNode description) {}

    /**
     * Starts an execution and doesn't wait for it.
     *
     * @param name made up if empty
     * @throws TaskException if it can't be started, for instance {@code StepFunctions.ExecutionAlreadyExistsException}
     */
    Started start(String stateMachineArn, Optional<String> name, JsonNode input);
}
