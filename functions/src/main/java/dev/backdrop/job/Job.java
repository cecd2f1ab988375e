package dev.backdrop.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.request.Request;
import java.math.BigDecimal;
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
 * @param execution the one execution that may move it, or null while its photo is awaited
 * @param run which run through the workflow this is
 * @param batchId the batch that it belongs to, or null
 * @param source the photo
 * @param request as resolved, or null if it couldn't be
 * @param provider the vendor chosen, or null before that
 * @param photo what the gate found, or null before that
 * @param background what the gate found in the picture that goes behind, or null if there is none
 * @param composed whether the vendor only cuts out, and we put the background behind
 * @param result the picture, once there is one
 * @param failure why it ended badly, or null
 */
public record Job(
        String jobId,
        JobStatus status,
        long version,
        String execution,
        Run run,
        String batchId,
        Source source,
        Request request,
        String provider,
        PhotoRecord photo,
        PhotoRecord background,
        boolean composed,
        List<Attempt> attempts,
        Result result,
        Failure failure,
        Instant createdAt,
        Instant updatedAt) {

    public Job {
        attempts = List.copyOf(attempts);
        run = run == null ? Run.FIRST : run;
    }

    /**
     * One way through the workflow: a job that ended badly can be run again.
     *
     * @param number 1 for the first
     * @param attemptsBefore attempts of earlier runs
     */
    public record Run(int number, int attemptsBefore) {
        static final Run FIRST = new Run(1, 0);
    }

    /** A job whose photo is announced and not here yet; no execution has it. */
    public static Job awaitingUpload(String jobId, Source announced, Request request, Instant now) {
        return fresh(jobId, JobStatus.AWAITING_UPLOAD, null, null, announced, request, now);
    }

    /**
     * A job just claimed.
     *
     * @param batchId or null
     */
    public static Job claimed(JobId id, String execution, String batchId, Source source, Request request, Instant now) {
        return fresh(id.value(), JobStatus.PREPARING, execution, batchId, source, request, now);
    }

    private static Job fresh(
            String jobId,
            JobStatus status,
            String execution,
            String batchId,
            Source source,
            Request request,
            Instant now) {
        return new Job(
                jobId, status, 1, execution, Run.FIRST, batchId, source, request, null, null, null, false, List.of(),
                null, null, now, now);
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

    /** Attempts of this run. */
    @JsonIgnore
    public int attemptsOfRun() {
        return attempts.size() - run.attemptsBefore();
    }

    /** Whether the billed call may have been heard without our knowing the answer. */
    @JsonIgnore
    public boolean isSubmitUnknown() {
        return attempt()
                .filter(attempt -> attempt.stage() == Attempt.Stage.BILLING)
                .isPresent();
    }

    /**
     * Whether another run may pay for what may have been paid for. A task that can be asked for again, and finished tasks of a
     * chain that the next one goes on from, aren't paid for twice; such a task may have become known after the job had ended.
     */
    @JsonIgnore
    public boolean mayBeChargedTwice() {
        boolean goesOn = attempt()
                .filter(last -> last.isResumable()
                        || !last.steps().isEmpty() && last.stage() != Attempt.Stage.BILLING && !expired(last))
                .isPresent();
        boolean maybePaid = status == JobStatus.SUBMIT_UNKNOWN || failure != null && failure.charged() != Charge.NO;
        return maybePaid && !goesOn;
    }

    /** The photo that was announced is here: the job is this execution's from now on. */
    public Job arrived(String owner, Source photoSource, Instant now) {
        Draft draft = new Draft(this);
        draft.execution = owner;
        draft.source = photoSource;
        return draft.moved(JobStatus.PREPARING, now);
    }

    /** What was asked is clear now, where it wasn't the last time. */
    public Job asking(Request resolved, Instant now) {
        Draft draft = new Draft(this);
        draft.request = resolved;
        return draft.unmoved(now);
    }

    /**
     * @param picture what the gate found in the picture that goes behind, or null
     * @param composedByUs whether the vendor only cuts out
     */
    public Job gated(String chosen, PhotoRecord found, PhotoRecord picture, boolean composedByUs, Instant now) {
        Draft draft = new Draft(this);
        draft.provider = chosen;
        draft.photo = found;
        draft.background = picture;
        draft.composed = composedByUs;
        return draft.unmoved(now);
    }

    /**
     * Opens a new attempt. What an earlier one has paid for in a chain of tasks is used, unless the vendor has thrown it away.
     */
    public Job submitting(Instant now) {
        List<Attempt.Step> paid = attempt()
                .filter(last -> last.provider().equals(provider) && !expired(last))
                .map(Attempt::stepsPaidBefore)
                .orElse(List.of());
        Draft draft = new Draft(this);
        draft.attempts.add(Attempt.first(attempts.size() + 1, provider, paid, now));
        return draft.moved(JobStatus.SUBMITTING, now);
    }

    private static boolean expired(Attempt attempt) {
        return attempt.ending() != null
                && attempt.ending().failure() != null
                && attempt.ending().failure().code() == FailureCode.TASK_EXPIRED;
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
        if (attempts.stream().anyMatch(attempt -> attempt.knows(task))) {
            return this;
        }
        return changed(isFinal() ? status : JobStatus.PROCESSING, now, attempt -> attempt.accepted(task, asked));
    }

    /** The vendor answered with the result itself. Kept even when the job has ended meanwhile: it is paid for. */
    public Job answered(Attempt.Task task, Attempt.Ending ending, Instant now) {
        if (attempts.stream().anyMatch(attempt -> attempt.knows(task))) {
            return this;
        }
        return changed(
                isFinal() ? status : JobStatus.STORING,
                now,
                attempt -> attempt.accepted(task, Optional.empty()).ended(ending));
    }

    public Job polled(Optional<Duration> asked, Instant now) {
        return changed(status, now, attempt -> attempt.polled(now, asked));
    }

    /** A task of a chain is done, and paid for; the next one is to be submitted. */
    public Job nextStep(BigDecimal credits, Instant now) {
        return changed(JobStatus.SUBMITTING, now, attempt -> attempt.nextStep(credits, now));
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
        return changed(status, now, attempt -> attempt.failed(why, resubmit, now));
    }

    public Job fetched(Instant now) {
        return changed(status, now, Attempt::fetched);
    }

    /** @param notes what people should know of the result, beside what the vendor said */
    public Job succeeded(Result picture, List<String> notes, Instant now) {
        Draft draft = new Draft(this);
        draft.changeAttempt(attempt -> attempt.ended(attempt.ending().noting(notes)));
        draft.result = picture;
        draft.failure = null;
        return draft.moved(JobStatus.SUCCEEDED, now);
    }

    public Job ended(JobStatus end, Failure why, Instant now) {
        Draft draft = new Draft(this);
        draft.failure = why;
        return draft.moved(end, now);
    }

    /**
     * Run again after a bad end, by another execution. A task that may be paid for is taken up where it was left; else the
     * job starts over.
     *
     * @param batch the batch that runs it again, or null if none does
     * @throws IllegalStateException if it hasn't ended, or has ended well
     */
    public Job reopened(String owner, String batch, Instant now) {
        if (!isFinal() || status == JobStatus.SUCCEEDED) {
            throw new IllegalStateException("job " + jobId + " is " + status + " and can't be run again");
        }
        Draft draft = new Draft(this);
        draft.execution = owner;
        draft.batchId = batch == null ? batchId : batch;
        draft.failure = null;
        boolean resume = attempt().filter(Attempt::isResumable).isPresent();
        draft.run = new Run(run.number() + 1, resume ? attempts.size() - 1 : attempts.size());
        if (resume) {
            draft.changeAttempt(attempt -> attempt.resumed(now));
        } else {
            draft.startOver(now);
        }
        return draft.as(resume ? JobStatus.PROCESSING : JobStatus.PREPARING, now);
    }

    private Job changed(JobStatus next, Instant now, UnaryOperator<Attempt> change) {
        if (attempts.isEmpty()) {
            throw new IllegalStateException("job " + jobId + " has no attempt");
        }
        Draft draft = new Draft(this);
        draft.changeAttempt(change);
        return next == status ? draft.unmoved(now) : draft.moved(next, now);
    }

    /** The attempts of the newest run; one that an earlier run has begun belongs to it if it was taken up again. */
    public List<Attempt> newestAttempts() {
        return attempts.subList(Math.min(run.attemptsBefore(), attempts.size()), attempts.size());
    }

    /** How many tasks vendors have accepted in the newest run; one that was taken up again was accepted in an earlier one. */
    public int tasksOfRun() {
        return (int) newestAttempts().stream()
                .flatMap(attempt ->
                        attempt.tasks().filter(task -> !task.submittedAt().isBefore(attempt.startedAt())))
                .count();
    }

    /** The same, as the store's next version of it. */
    public Job nextVersion() {
        Draft draft = new Draft(this);
        draft.version = version + 1;
        return draft.unmoved(updatedAt);
    }

    /** A record being changed: all of its fields, so that each change names only its own. */
    private static final class Draft {

        private final Job was;
        private long version;
        private String execution;
        private Run run;
        private String batchId;
        private Source source;
        private Request request;
        private String provider;
        private PhotoRecord photo;
        private PhotoRecord background;
        private boolean composed;
        private final List<Attempt> attempts;
        private Result result;
        private Failure failure;

        Draft(Job job) {
            was = job;
            version = job.version;
            execution = job.execution;
            run = job.run;
            batchId = job.batchId;
            source = job.source;
            request = job.request;
            provider = job.provider;
            photo = job.photo;
            background = job.background;
            composed = job.composed;
            attempts = new ArrayList<>(job.attempts);
            result = job.result;
            failure = job.failure;
        }

        void changeAttempt(UnaryOperator<Attempt> change) {
            int newest = attempts.size() - 1;
            attempts.set(newest, change.apply(attempts.get(newest)));
        }

        /** What the gate found may be gone from our bucket by now, and another provider may be chosen. */
        void startOver(Instant now) {
            photo = null;
            background = null;
            provider = null;
            if (was.openAttempt().isPresent()) {
                changeAttempt(attempt -> attempt.failed(was.failure, false, now));
            }
        }

        Job unmoved(Instant now) {
            return as(was.status, now);
        }

        Job moved(JobStatus next, Instant now) {
            if (!was.status.mayBecome(next)) {
                throw new IllegalStateException("job " + was.jobId + " is " + was.status + " and can't become " + next);
            }
            return as(next, now);
        }

        Job as(JobStatus next, Instant now) {
            return new Job(
                    was.jobId,
                    next,
                    version,
                    execution,
                    run,
                    batchId,
                    source,
                    request,
                    provider,
                    photo,
                    background,
                    composed,
                    attempts,
                    result,
                    failure,
                    was.createdAt,
                    now);
        }
    }
}
