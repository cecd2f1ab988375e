package dev.backdrop.local.asl.integration;

import java.util.Optional;
import java.util.Set;

/** What a Task state's Resource stands for. */
public interface Integration {

    /**
     * Makes the call. May block, may return before the call is complete. For a resource that ends in
     * {@code .waitForTaskToken} success means that the call was made; the token ends the task.
     *
     * @throws TaskException as another way to fail
     */
    void start(TaskCall call, Completion completion);

    /** The names that Arguments may have, checked when a definition is loaded; empty if any will do. */
    default Optional<Set<String>> argumentNames() {
        return Optional.empty();
    }

    /** The names that Arguments must have. */
    default Set<String> requiredArguments() {
        return Set.of();
    }
}
