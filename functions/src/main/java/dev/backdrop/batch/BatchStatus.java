package dev.backdrop.batch;

import java.util.Set;

/** Where a batch stands. It ends once. */
public enum BatchStatus {
    /** The photos are being listed and looked up. */
    PLANNING,
    /** Its jobs run. */
    RUNNING,
    /** The report is being written. */
    REPORTING,
    /** Every planned job has succeeded. */
    SUCCEEDED,
    /** Every planned job was tried, and not all have succeeded. */
    FINISHED_WITH_FAILURES,
    /** It couldn't be planned, was stopped because too many jobs failed, or broke. */
    FAILED,
    /** It was stopped by hand. Its report follows moments later. */
    CANCELLED,
    /** It was only planned, as asked. */
    DRY_RUN,
    /** It is larger than is started without asking: start another one with {@code confirm}. */
    AWAITING_CONFIRMATION,
    /** A scheduled batch that found another one at work on the same photos. */
    SKIPPED;

    private static final Set<BatchStatus> OPEN = Set.of(PLANNING, RUNNING, REPORTING);

    public boolean isFinal() {
        return !OPEN.contains(this);
    }
}
