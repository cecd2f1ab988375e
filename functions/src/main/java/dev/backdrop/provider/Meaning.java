package dev.backdrop.provider;

import dev.backdrop.failure.FailureCode;

/**
 * What a vendor's error means to us.
 *
 * @param code our class of failure
 * @param next what can be done about it
 * @param advice completes the vendor's name into sentences that say what happened and what to do
 */
public record Meaning(FailureCode code, Next next, String advice) {

    /** What can be done about an error. */
    public enum Next {
        /** The same call can be made again, later. */
        SAME_CALL,
        /** The task is dead; a fresh one may do. */
        FRESH_TASK,
        /** What became of the task, and of the money, can't be known. */
        UNSURE,
        /** Nothing, until somebody changes something. */
        STOP
    }

    public boolean retryable() {
        return next == Next.SAME_CALL || next == Next.FRESH_TASK;
    }
}
