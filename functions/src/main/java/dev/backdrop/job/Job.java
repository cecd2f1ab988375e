package dev.backdrop.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Failure;
import dev.backdrop.request.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The record of one photo and one request, from the first event to the one final status. Every method that moves it on
 * refuses a step that its lifecycle doesn't allow; the store refuses a write that isn't based on the newest version.
 *
 * @param version counts the writes, for the store's condition
 * @param execution the one execution that may move it
 * @param request as resolved, or null if it couldn't be
 * @param provider the vendor chosen, or null before that
 * @param photo what the gate found, or null before that
 * @param result the picture, once there is one
 * @param failure why it ended badly, or null
 */
public record Job(
        String jobId,
        JobStatus status,
        long version,
        String execution,
        Source source,
        Request request,
        String provider,
        PhotoRecord photo,
        List<Attempt> attempts,
        Result result,
        Failure failure,
        Instant createdAt,
        Instant updatedAt) {

    public Job {
        attempts = List.copyOf(attempts);
    }

    /** A job just claimed. */
    public static Job claimed(JobId id, String execution, Source source, Request request, Instant now) {
        return new Job(
                id.value(),
                JobStatus.PREPARING,
                1,
                execution,
                source,
                request,
                null,
                null,
                List.of(),
                null,
                null,
                now,
                now);
    }

    @JsonIgnore
    public boolean isFinal() {
        return status.isFinal();
    }

    /** The newest attempt, if there is any. */
    public Optional<Attempt> attempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** The newest attempt, unless it has ended. */
    public Optional<Attempt> openAttempt() {
        return attempt().filter(attempt -> attempt.stage() != Attempt.Stage.ENDED);
    }

    /** Whether the billed call may have been heard without our knowing the answer. */
    @JsonIgnore
    public boolean isSubmitUnknown() {
        return attempt()
                .filter(attempt -> attempt.stage() == Attempt.Stage.BILLING)
                .isPresent();
    }

    public Job gated(String chosenProvider, PhotoRecord found, Instant now) {
        return new Job(
                jobId,
                status,
                version,
                execution,
                source,
                request,
                chosenProvider,
                found,
                attempts,
                result,
                failure,
                createdAt,
                now);
    }

    /** Opens a new attempt. */
    public Job submitting(Instant now) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(Attempt.first(attempts.size() + 1, provider, now));
        return moved(JobStatus.SUBMITTING, more, result, failure, now);
    }

    /**
     * To be written before the billed call is made: of any number of invocations at once, one gets through.
     *
     * @throws AlreadyBillingException if it isn't this one
     */
    public Job billing(Instant now) {
        if (attempt()
                .filter(newest -> newest.stage() == Attempt.Stage.PREPARING)
                .isEmpty()) {
            throw new AlreadyBillingException(jobId);
        }
        return changed(status, now, attempt -> attempt.at(Attempt.Stage.BILLING));
    }

    /** To be written when the vendor has surely not heard the billed call, or has turned it away without a task. */
    public Job notBilled(Instant now) {
        return changed(status, now, attempt -> attempt.at(Attempt.Stage.PREPARING));
    }

    /** The vendor's task is known. Kept even when the job has ended meanwhile: it may be paid for. */
    public Job accepted(Attempt.Task task, Optional<Duration> asked, Instant now) {
        if (attempt().filter(newest -> task.equals(newest.task())).isPresent()) {
            return this;
        }
        return changed(isFinal() ? status : JobStatus.PROCESSING, now, attempt -> attempt.accepted(task, asked));
    }

    public Job polled(Optional<Duration> asked, Instant now) {
        return changed(status, now, attempt -> attempt.polled(now, asked));
    }

    /** The task has succeeded; its result is still at the vendor's. */
    public Job storing(Attempt.Ending ending, Instant now) {
        return changed(JobStatus.STORING, now, attempt -> attempt.ended(ending));
    }

    /**
     * The task has failed, or there will be none.
     *
     * @param resubmit whether the job may go on with another attempt
     */
    public Job attemptFailed(Failure why, boolean resubmit, Instant now) {
        return changed(status, now, attempt -> attempt.ended(Attempt.Ending.failure(now, why, resubmit)));
    }

    public Job fetched(Instant now) {
        return changed(status, now, Attempt::fetched);
    }

    public Job succeeded(Result picture, Instant now) {
        return moved(JobStatus.SUCCEEDED, attempts, picture, null, now);
    }

    public Job ended(JobStatus end, Failure why, Instant now) {
        return moved(end, attempts, result, why, now);
    }

    private Job changed(JobStatus next, Instant now, UnaryOperator<Attempt> change) {
        if (attempts.isEmpty()) {
            throw new IllegalStateException("job " + jobId + " has no attempt");
        }
        List<Attempt> changed = new ArrayList<>(attempts);
        changed.set(changed.size() - 1, change.apply(changed.get(changed.size() - 1)));
        return next == status
                ? with(status, changed, result, failure, now)
                : moved(next, changed, result, failure, now);
    }

    private Job moved(JobStatus next, List<Attempt> newAttempts, Result picture, Failure why, Instant now) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("job " + jobId + " is " + status + " and can't become " + next);
        }
        return with(next, newAttempts, picture, why, now);
    }

    private Job with(JobStatus next, List<Attempt> newAttempts, Result picture, Failure why, Instant now) {
        return new Job(
                jobId,
                next,
                version,
                execution,
                source,
                request,
                provider,
                photo,
                newAttempts,
                picture,
                why,
                createdAt,
                now);
    }

    /** The same, as the store's next version of it. */
    public Job nextVersion() {
        return new Job(
                jobId,
                status,
                version + 1,
                execution,
                source,
                request,
                provider,
                photo,
                attempts,
                result,
                failure,
                createdAt,
                updatedAt);
    }
}
