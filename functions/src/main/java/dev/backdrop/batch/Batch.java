package dev.backdrop.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * The record of a batch.
 *
 * @param batchId the name of its execution
 * @param version counts the writes, for the store's condition
 * @param execution what does it, or null before that has begun
 * @param order what was asked, or null if it couldn't be understood
 * @param plan what it will do, or null before it is planned
 * @param ending what it came to, or null if there is no report
 * @param message why it ended as it did, or what to do next, or null
 * @param startedAt when its jobs began, or null
 * @param finishedAt when it ended, or null
 */
public record Batch(
        String batchId,
        BatchStatus status,
        long version,
        String execution,
        BatchOrder order,
        Plan plan,
        Ending ending,
        String message,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant updatedAt) {

    /** @param order null if it couldn't be understood */
    public static Batch planning(String batchId, String execution, BatchOrder order, Instant now) {
        return new Batch(batchId, BatchStatus.PLANNING, 1, execution, order, null, null, null, now, null, null, now);
    }

    @JsonIgnore
    public boolean isFinal() {
        return status.isFinal();
    }

    /** It is this execution's from now on, for these photos. */
    public Batch begun(String by, BatchOrder read, Instant now) {
        return new Batch(
                batchId, status, version, by, read, plan, ending, message, createdAt, startedAt, finishedAt, now);
    }

    /** It runs now, or goes on to its report if there is nothing to run. */
    public Batch planned(Plan made, String why, Instant now) {
        BatchStatus next = made.end() == null ? BatchStatus.RUNNING : BatchStatus.REPORTING;
        Instant started = made.end() == null ? now : null;
        return open(new Batch(
                batchId, next, version, execution, order, made, ending, why, createdAt, started, finishedAt, now));
    }

    public Batch reporting(Instant now) {
        return open(new Batch(
                batchId,
                BatchStatus.REPORTING,
                version,
                execution,
                order,
                plan,
                ending,
                message,
                createdAt,
                startedAt,
                finishedAt,
                now));
    }

    /** @param why null to leave what was said before */
    public Batch ended(BatchStatus end, Ending how, String why, Instant now) {
        return open(new Batch(
                batchId,
                end,
                version,
                execution,
                order,
                plan,
                how,
                why == null ? message : why,
                createdAt,
                startedAt,
                now,
                now));
    }

    /** It was stopped by hand. */
    public Batch cancelled(Instant now) {
        return ended(
                BatchStatus.CANCELLED,
                null,
                "cancelled. Start the batch again to go on: what is done is left out, and failedOnly takes up the jobs that"
                        + " were stopped",
                now);
    }

    /** It was ended before it had a report, and has one now. */
    public Batch reported(Ending how, Instant now) {
        return !isFinal() || ending != null
                ? this
                : new Batch(
                        batchId,
                        status,
                        version,
                        execution,
                        order,
                        plan,
                        how,
                        message,
                        createdAt,
                        startedAt,
                        finishedAt,
                        now);
    }

    /** Nothing else changes a batch that has ended. */
    private Batch open(Batch next) {
        return isFinal() ? this : next;
    }

    /** The same, as the store's next version of it. */
    public Batch nextVersion() {
        return new Batch(
                batchId,
                status,
                version + 1,
                execution,
                order,
                plan,
                ending,
                message,
                createdAt,
                startedAt,
                finishedAt,
                updatedAt);
    }
}
