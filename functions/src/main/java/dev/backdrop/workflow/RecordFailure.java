package dev.backdrop.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.Source;
import dev.backdrop.json.Json;
import dev.backdrop.log.Log;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.settings.InvalidSettingException;
import java.time.Clock;

/** Writes the one final record of a job that ended badly. Running it twice changes nothing. */
public final class RecordFailure {

    private final JobStore jobs;
    private final Clock clock;
    private final Log log;

    public RecordFailure(JobStore jobs, Clock clock, Log log) {
        this.jobs = jobs;
        this.clock = clock;
        this.log = log;
    }

    /** The record as it is now: the final one, or the one of another execution that owns the job. */
    public Job run(RecordFailureInput input) {
        Job job = input.jobId() == null ? claim(input) : existing(input);
        if (job.isFinal() || !job.execution().equals(input.execution())) {
            return job;
        }
        Job ended = jobs.change(job.jobId(), mine -> mine.isFinal() ? mine : end(mine, input));
        log.warn("job ended")
                .with("jobId", ended.jobId())
                .with("status", ended.status())
                .with("code", ended.failure() == null ? null : ended.failure().code())
                .with("provider", ended.provider())
                .write();
        return ended;
    }

    private Job existing(RecordFailureInput input) {
        return jobs.find(input.jobId())
                .orElseThrow(() -> new IllegalStateException("there is no job " + input.jobId()));
    }

    /** A job whose first step broke before or just after it claimed: found by its execution, else recorded now. */
    private Job claim(RecordFailureInput input) {
        return jobs.findByExecution(input.execution()).orElseGet(() -> {
            PrepareInput.Arrival arrival = input.source();
            if (arrival == null) {
                throw new IllegalStateException("no job is known by execution " + input.execution()
                        + ", and it doesn't say which photo it was started for");
            }
            Source source =
                    new Source(arrival.bucket(), arrival.key(), arrival.versionId(), arrival.etag(), arrival.size());
            Request request = wholeRequest(input);
            return jobs.claim(Job.claimed(
                    JobId.of(source, request), input.execution(), input.batchId(), source, request, clock.instant()));
        });
    }

    /** Where the caller has said all, the job's identity is known without a look at the photo. */
    private static Request wholeRequest(RecordFailureInput input) {
        if (input.request() == null || !Boolean.TRUE.equals(input.whole())) {
            return null;
        }
        try {
            return RequestJson.read(input.request());
        } catch (InvalidRequestException unreadable) {
            return null;
        }
    }

    private Job end(Job job, RecordFailureInput input) {
        Failure failure = failure(job, input);
        Job closed = job.openAttempt().isPresent() && failure.code() != FailureCode.SUBMIT_UNKNOWN
                ? job.attemptFailed(failure, false, clock.instant())
                : job;
        return closed.ended(status(failure), failure, clock.instant());
    }

    private static Failure failure(Job job, RecordFailureInput input) {
        if (input.failure() != null) {
            return input.failure();
        }
        String what = input.error() == null ? "no reason given" : reason(input.error());
        if (job.isSubmitUnknown()) {
            return new Failure(
                    FailureCode.SUBMIT_UNKNOWN,
                    "the submission to " + job.provider() + " was cut off (" + what + "). Look for the task in the "
                            + "vendor's console before you submit again: it may have been accepted and charged",
                    job.provider(),
                    null,
                    false,
                    Charge.MAYBE);
        }
        boolean task = job.attempt().filter(attempt -> attempt.task() != null).isPresent();
        return new Failure(
                FailureCode.INTERNAL_ERROR,
                "the workflow broke: " + what + ". The logs of execution " + input.execution() + " say more",
                job.provider(),
                null,
                true,
                task ? Charge.MAYBE : Charge.NO);
    }

    /** An error's name says little to people, except that a setting's own words are for them. */
    private static String reason(RecordFailureInput.StepError error) {
        if (!InvalidSettingException.class.getName().equals(error.error()) || error.cause() == null) {
            return error.error();
        }
        try {
            return Json.mapper().readTree(error.cause()).path("errorMessage").asText(error.error());
        } catch (JsonProcessingException notLambdas) {
            return error.error();
        }
    }

    /** An input that was refused for now, because something that it names was out of reach, may be asked for again. */
    private static JobStatus status(Failure failure) {
        return switch (failure.code()) {
            case INVALID_PHOTO, UNSUPPORTED_REQUEST, CONTENT_REJECTED ->
                failure.retryable() ? JobStatus.FAILED : JobStatus.REJECTED;
            case SUBMIT_UNKNOWN -> JobStatus.SUBMIT_UNKNOWN;
            default -> JobStatus.FAILED;
        };
    }
}
