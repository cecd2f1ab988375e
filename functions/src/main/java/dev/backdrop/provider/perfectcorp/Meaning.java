package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.FailureCode;

/**
 * What an error means to us.
 *
 * @param code our class of failure
 * @param next what can be done about it
 * @param advice completes "Perfect Corp ..." into sentences that say what happened and what to do
 */
record Meaning(FailureCode code, Next next, String advice) {

    /** What can be done about an error. */
    enum Next {
        /** The same call can be made again, later. */
        SAME_CALL,
        /** The task is dead; a fresh one may do. */
        FRESH_TASK,
        /** What became of the task, and of the money, can't be known. */
        UNSURE,
        /** Nothing, until somebody changes something. */
        STOP
    }

    boolean retryable() {
        return next == Next.SAME_CALL || next == Next.FRESH_TASK;
    }
}
