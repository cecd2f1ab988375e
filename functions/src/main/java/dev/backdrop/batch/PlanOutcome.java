package dev.backdrop.batch;

/** What a plan came to: the words that the state machine's choices look for. */
public enum PlanOutcome {
    /** There are jobs to run. */
    RUN,
    /** There is nothing to run; the report says why. */
    REPORT,
    /** Another batch is at work on the same photos, and the next scheduled one will do. */
    SKIPPED,
    /** It can't be done as it was asked for; the record says why. */
    FAILED,
    /** It has ended by another hand meanwhile. */
    ENDED
}
