package dev.backdrop.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One photo in a report.
 *
 * @param line of the manifest, or null
 * @param key the photo's, or null if the row doesn't say it
 * @param jobId null if there is no job
 * @param status the job's, or one of {@link #REFUSED}, {@link #NOT_STARTED}, {@link #STOPPED} and {@link #PLANNED}
 * @param provider null if nobody was chosen
 * @param credits what this run cost, in the provider's units, or null if unknown
 * @param resultKey in the output bucket, or null
 * @param errorCode null if nothing went wrong
 * @param message what went wrong, or null
 * @param advice what to do about it, or null
 * @param tasks how many tasks this run has submitted to a provider, or null if there is no job
 * @param charged whether the provider charges for what went wrong, or null if nothing did
 */
record ReportRow(
        Long line,
        String key,
        String jobId,
        String status,
        String provider,
        BigDecimal credits,
        String resultKey,
        String errorCode,
        String message,
        String advice,
        Integer tasks,
        Charge charged) {

    /** No job could be made of it. */
    static final String REFUSED = "REFUSED";

    /** Its job was planned and never begun. */
    static final String NOT_STARTED = "NOT_STARTED";

    /** Its job was under way when the batch was stopped. */
    static final String STOPPED = "STOPPED";

    /** Its job would be run. */
    static final String PLANNED = "PLANNED";

    static ReportRow of(Refusal refusal) {
        return new ReportRow(
                refusal.line(),
                refusal.key(),
                null,
                REFUSED,
                null,
                null,
                null,
                refusal.code().name(),
                refusal.text(),
                Advice.REFUSED,
                null,
                Charge.NO);
    }

    static ReportRow planned(Item item) {
        return new ReportRow(
                null, item.key(), item.jobId(), PLANNED, item.provider(), null, null, null, null, null, null, null);
    }

    static ReportRow notStarted(Item item) {
        return new ReportRow(
                null,
                item.key(),
                item.jobId(),
                NOT_STARTED,
                item.provider(),
                null,
                null,
                null,
                "the batch ended before this job began",
                Advice.NOT_STARTED,
                0,
                Charge.NO);
    }

    /** Its record may not be closed yet, or say what it says of any workflow that breaks. */
    static ReportRow stopped(Job job) {
        boolean unknown = job.isSubmitUnknown();
        return new ReportRow(
                null,
                job.source().key(),
                job.jobId(),
                unknown ? JobStatus.SUBMIT_UNKNOWN.name() : STOPPED,
                job.provider(),
                credits(job),
                null,
                unknown ? FailureCode.SUBMIT_UNKNOWN.name() : null,
                unknown
                        ? "it was being submitted when the batch was stopped; the provider may have it"
                        : "it was under way when the batch was stopped",
                unknown ? Advice.SUBMIT_UNKNOWN : Advice.STOPPED,
                job.tasksOfRun(),
                unknown || job.newestAttempts().stream().anyMatch(attempt -> attempt.task() != null)
                        ? Charge.MAYBE
                        : Charge.NO);
    }

    private static String advice(Job job) {
        return job.status() == JobStatus.SUBMIT_UNKNOWN && !job.mayBeChargedTwice()
                ? Advice.STOPPED
                : Advice.on(job.failure());
    }

    static ReportRow of(Job job) {
        Failure failure = job.failure();
        Result result = job.result();
        return new ReportRow(
                null,
                job.source().key(),
                job.jobId(),
                job.status().name(),
                job.provider(),
                credits(job),
                result == null ? null : result.key(),
                failure == null ? null : failure.code().name(),
                failure == null ? null : failure.message(),
                failure == null ? null : advice(job),
                job.tasksOfRun(),
                failure == null ? null : failure.charged());
    }

    /** Of the newest run: an earlier one was in an earlier report. */
    private static BigDecimal credits(Job job) {
        List<BigDecimal> known = job.newestAttempts().stream()
                .map(Attempt::ending)
                .filter(Objects::nonNull)
                .map(Attempt.Ending::credits)
                .filter(Objects::nonNull)
                .toList();
        return known.isEmpty() ? null : known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether its job was given to its workflow. */
    @JsonIgnore
    boolean submitted() {
        return tasks != null && !status.equals(NOT_STARTED);
    }

    @JsonIgnore
    boolean succeeded() {
        return JobStatus.SUCCEEDED.name().equals(status);
    }

    @JsonIgnore
    boolean failed() {
        return switch (status) {
            case REFUSED, STOPPED, "FAILED", "REJECTED", "CANCELLED", "SUBMIT_UNKNOWN" -> true;
            default -> false;
        };
    }
}
