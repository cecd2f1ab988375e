package dev.backdrop.job;

import java.util.Set;

/** Where a job stands. It moves forward only, and ends once. */
public enum JobStatus {
    /** Announced by the API; the photo isn't here yet. */
    AWAITING_UPLOAD,
    /** Claimed by an execution: the request is resolved and the photo goes through the gate. */
    PREPARING,
    /** On its way to the vendor, or waiting for a turn. */
    SUBMITTING,
    /** The vendor works on it. */
    PROCESSING,
    /** The vendor is done; the result is being fetched. */
    STORING,
    SUCCEEDED,
    FAILED,
    /** The gate or the vendor refused the input: asking again won't help. */
    REJECTED,
    CANCELLED,
    /** The vendor may have accepted the task and may charge for it: a person or a policy decides. */
    SUBMIT_UNKNOWN;

    private static final Set<JobStatus> ENDS = Set.of(SUCCEEDED, FAILED, REJECTED, CANCELLED, SUBMIT_UNKNOWN);

    public boolean isFinal() {
        return ENDS.contains(this);
    }

    /** Whether this step is allowed. Submitting again after a failed task is the only way back. */
    public boolean mayBecome(JobStatus next) {
        if (isFinal()) {
            return false;
        }
        return next == this
                || next.ordinal() > ordinal() && next != SUCCEEDED
                || next == SUBMITTING && this == PROCESSING
                || next == SUCCEEDED && this == STORING;
    }
}
