package dev.backdrop.workflow;

/** What a step came to: the words that the state machine's choices look for. */
public enum Outcome {
    /** The photo is ready to be submitted. */
    READY,
    /** A task that may be paid for is taken up where it was left: poll it. */
    RESUMED,
    /** Another execution has this job. */
    DUPLICATE,
    /** Nothing to do: the object is no photo, only a folder's marker. */
    IGNORED,
    /** The vendor has the task. */
    SUBMITTED,
    /** Not now: repeat the step after the wait. */
    NOT_YET,
    /** The vendor works on it: poll after the wait. */
    RUNNING,
    /** The vendor is done. */
    SUCCEEDED,
    /** The task failed; submit a fresh one. */
    RESUBMIT,
    /** One task of a chain is done; submit the next. */
    NEXT_STEP,
    /** The result is stored and recorded. */
    STORED,
    /** The job has failed; the failure says why. */
    FAILED,
    /** The job ended by another hand meanwhile, or isn't this execution's. */
    ENDED
}
