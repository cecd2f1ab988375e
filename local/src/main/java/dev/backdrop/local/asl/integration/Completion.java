package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.databind.JsonNode;

/** How a task's call ends. Only the first call counts; any thread may make it, during the task's start or later. */
public interface Completion {

    /** @param result what {@code $states.result} will be; not to be changed afterwards */
    void succeed(JsonNode result);

    /**
     * @param error the name that Retry and Catch match
     * @param cause what happened, for people
     */
    void fail(String error, String cause);

    /**
     * The call has started something that goes on by itself and that this task waits for.
     *
     * @param stop stops it; is called if the task ends without it, on any thread, or at once if the task is over already
     */
    default void submitted(Runnable stop) {}
}
