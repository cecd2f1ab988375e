package dev.backdrop.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Failure;
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
 * @param status the job's, or one of {@link #REFUSED}, {@link #NOT_STARTED} and {@link #PLANNED}
 * @param provider null if nobody was chosen
 * @param credits what this run cost, in the provider's units, or null if unknown
 * @param resultKey in the output bucket, or null
 * @param errorCode null if nothing went wrong
 * @param message what went wrong, or null
 * @param advice what to do about it, or null
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
        String advice) {

    /** No job could be made of it. */
    static final String REFUSED = "REFUSED";

    /** Its job was planned and never begun. */
    static final String NOT_STARTED = "NOT_STARTED";

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
                Advice.REFUSED);
    }

    static ReportRow planned(Item item) {
        return new ReportRow(null, item.key(), item.jobId(), PLANNED, item.provider(), null, null, null, null, null);
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
                Advice.NOT_STARTED);
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
                failure == null ? null : Advice.on(failure));
    }

    /** Of the newest run: an earlier one was in an earlier report. */
    private static BigDecimal credits(Job job) {
        List<BigDecimal> known = job.attempts().stream()
                .skip(job.run().attemptsBefore())
                .map(Attempt::ending)
                .filter(Objects::nonNull)
                .map(Attempt.Ending::credits)
                .filter(Objects::nonNull)
                .toList();
        return known.isEmpty() ? null : known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @JsonIgnore
    boolean succeeded() {
        return JobStatus.SUCCEEDED.name().equals(status);
    }

    @JsonIgnore
    boolean failed() {
        return switch (status) {
            case REFUSED, "FAILED", "REJECTED", "CANCELLED", "SUBMIT_UNKNOWN" -> true;
            default -> false;
        };
    }
}
