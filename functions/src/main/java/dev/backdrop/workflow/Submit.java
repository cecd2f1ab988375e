package dev.backdrop.workflow;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.AlreadyBillingException;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Done;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.Unknown;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The only step that spends money. Before the billed call it writes that it is about to make it, after the call what came
 * of it; so an invocation that starts after a crash knows whether the vendor may have heard, and never asks twice.
 */
public final class Submit {

    /** Well inside any vendor's polling window. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Once the store has stayed away for longer, so that hours of it fit into one execution's history. */
    private static final Duration STORE_AWAY = Duration.ofSeconds(30);

    /** The function's own timeout is shorter; a test of the deployed files holds that. */
    public static final Duration LONGEST_INVOCATION = Duration.ofMinutes(3);

    private final JobStore jobs;
    private final OwnJobs own;
    private final PhotoStore photos;
    private final Providers providers;
    private final Limits limits;
    private final Clock clock;
    private final Log log;

    public Submit(JobStore jobs, PhotoStore photos, Providers providers, Limits limits, Clock clock, Log log) {
        this.jobs = jobs;
        this.own = new OwnJobs(jobs);
        this.photos = photos;
        this.providers = providers;
        this.limits = limits;
        this.clock = clock;
        this.log = log;
    }

    public StepOutput run(StepInput input) {
        if (input.task() == null) {
            return run(input, own.running(input));
        }
        try {
            Job job = record(input.jobId(), input.task());
            return job.isFinal() ? StepOutput.of(Outcome.ENDED, job.jobId()) : run(input, job);
        } catch (StoreUnavailableException away) {
            return StepOutput.unrecorded(STORE_AWAY, input.jobId(), input.task());
        }
    }

    private StepOutput run(StepInput input, Job job) {
        Provider provider = providers
                .find(job.provider())
                .orElseThrow(() -> new IllegalStateException("provider " + job.provider() + " is no longer set up"));
        if (job.status() == JobStatus.STORING
                || job.status() == JobStatus.PROCESSING && job.openAttempt().isPresent()) {
            return submitted(job, provider);
        }
        if (job.status() == JobStatus.SUBMITTING && job.openAttempt().isEmpty()) {
            return StepOutput.failed(
                    job.jobId(), job.attempt().orElseThrow().ending().failure());
        }
        if (job.isSubmitUnknown() && !provider.capabilities().repeatableSubmit()) {
            return mayBeInFlight(job)
                    ? StepOutput.after(SOON, Outcome.NOT_YET, job.jobId())
                    : StepOutput.failed(job.jobId(), interrupted(provider));
        }
        Job open = job.openAttempt().isPresent()
                ? job
                : own.change(input, mine -> mine.openAttempt().isPresent() ? mine : mine.submitting(clock.instant()));
        return submit(input, open, provider);
    }

    private TaskOrder order(Job job) {
        Attempt attempt = job.attempt().orElseThrow();
        List<Attempt.Step> steps = attempt.steps();
        Optional<TaskRef> finished = steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskRef(steps.get(steps.size() - 1).task().taskId(), steps.size()));
        return new TaskOrder(
                job.jobId(),
                attempt.number(),
                photos.prepared(job.photo().prepared()),
                Optional.ofNullable(job.background()).map(picture -> photos.prepared(picture.prepared())),
                Rendered.vendorsPart(job),
                finished);
    }

    private StepOutput submit(StepInput input, Job job, Provider provider) {
        TaskOrder order = order(job);
        Preparation preparation = provider.prepare(order);
        if (preparation instanceof NotYet notYet) {
            return notYet(input, job, notYet);
        }
        if (preparation instanceof Refused refused) {
            return refused(input, refused.failure());
        }
        if (!markBilling(input, provider)) {
            return StepOutput.after(SOON, Outcome.NOT_YET, job.jobId());
        }
        Submission submission = ((Ready) preparation).billedCall().get();
        if (submission instanceof Accepted accepted) {
            return accepted(job, provider, accepted);
        }
        if (submission instanceof Done done) {
            return answered(job, provider, done);
        }
        if (submission instanceof NotYet notYet) {
            own.change(input, mine -> mine.notBilled(clock.instant()));
            return notYet(input, job, notYet);
        }
        if (submission instanceof Refused refused) {
            return refused(input, refused.failure());
        }
        Failure unknown = ((Unknown) submission).failure();
        log.error("submission unknown")
                .with("jobId", job.jobId())
                .with("provider", provider.name())
                .write();
        return StepOutput.failed(job.jobId(), unknown);
    }

    /** Another invocation may be making the call at this moment: only when it can't be alive any more is its end unknown. */
    private boolean mayBeInFlight(Job job) {
        return clock.instant().isBefore(job.updatedAt().plus(LONGEST_INVOCATION));
    }

    /** @return false if another invocation has got there first */
    private boolean markBilling(StepInput input, Provider provider) {
        boolean repeatable = provider.capabilities().repeatableSubmit();
        try {
            own.change(input, mine -> repeatable && mine.isSubmitUnknown() ? mine : mine.billing(clock.instant()));
            return true;
        } catch (AlreadyBillingException other) {
            return false;
        }
    }

    /** Written whatever has become of the job meanwhile: a task that may be paid for must not be forgotten. */
    private StepOutput accepted(Job job, Provider provider, Accepted accepted) {
        log.info("task accepted")
                .with("jobId", job.jobId())
                .with("provider", provider.name())
                .with("taskId", accepted.taskId())
                .with("requestId", accepted.requestId().orElse(null))
                .write();
        return recorded(
                job,
                provider,
                new UnrecordedTask(
                        accepted.taskId(),
                        accepted.requestId().orElse(null),
                        clock.instant(),
                        accepted.askedInterval().map(Duration::toMillis).orElse(null),
                        null));
    }

    /**
     * The result came with the answer, so it is kept before anything is said of it: a crash before that leaves the submission
     * unknown, which is what it is. In a chain it is only a step, whose task can be asked for.
     */
    private StepOutput answered(Job job, Provider provider, Done done) {
        log.info("task answered at once")
                .with("jobId", job.jobId())
                .with("provider", provider.name())
                .with("taskId", done.taskId().orElse(null))
                .with("requestId", done.requestId().orElse(null))
                .write();
        Attempt attempt = job.attempt().orElseThrow();
        boolean last = attempt.stepNumber() >= provider.steps(Rendered.vendorsPart(job));
        if (!last && done.taskId().isPresent()) {
            return accepted(job, provider, new Accepted(done.taskId().get(), Optional.empty(), done.requestId()));
        }
        TaskState.Succeeded end = done.end();
        URI address = end.result() instanceof ResultPicture.At at ? at.address() : null;
        String kept = null;
        if (end.result() instanceof ResultPicture.Inline inline) {
            try {
                kept = photos.keepAnswer(job.jobId(), attempt.number(), inline.bytes());
            } catch (StoreUnavailableException away) {
                if (done.taskId().isEmpty()) {
                    throw away;
                }
                return accepted(job, provider, new Accepted(done.taskId().get(), Optional.empty(), done.requestId()));
            }
        }
        Attempt.Ending ending = Rendered.ending(job, provider, end, address, kept, clock.instant());
        return recorded(
                job,
                provider,
                new UnrecordedTask(
                        done.taskId().orElse(null), done.requestId().orElse(null), clock.instant(), null, ending));
    }

    private StepOutput recorded(Job job, Provider provider, UnrecordedTask task) {
        try {
            Job written = record(job.jobId(), task);
            return written.isFinal() ? StepOutput.of(Outcome.ENDED, job.jobId()) : submitted(written, provider);
        } catch (StoreUnavailableException away) {
            log.error("task not recorded yet")
                    .with("jobId", job.jobId())
                    .with("reason", away.getMessage())
                    .write();
            return StepOutput.unrecorded(SOON, job.jobId(), task);
        }
    }

    private Job record(String jobId, UnrecordedTask task) {
        Attempt.Task known = new Attempt.Task(task.taskId(), task.requestId(), task.submittedAt());
        Optional<Duration> asked = Optional.ofNullable(task.askedMillis()).map(Duration::ofMillis);
        return jobs.change(
                jobId,
                job -> task.ending() == null
                        ? job.accepted(known, asked, clock.instant())
                        : job.answered(known, task.ending(), clock.instant()));
    }

    private static StepOutput submitted(Job job, Provider provider) {
        Attempt attempt = job.attempt().orElseThrow();
        return StepOutput.after(
                provider.pace().polling().next(attempt.polling().asked()), Outcome.SUBMITTED, job.jobId());
    }

    private StepOutput notYet(StepInput input, Job job, NotYet notYet) {
        Attempt attempt = job.attempt().orElseThrow();
        boolean late = clock.instant()
                .plus(notYet.delay())
                .isAfter(attempt.stepStartedAt().plus(limits.submitDeadline()));
        if (late) {
            return refused(input, notYet.reason());
        }
        log.warn("submission put off")
                .with("jobId", job.jobId())
                .with("provider", job.provider())
                .with("reason", notYet.reason().message())
                .write();
        return StepOutput.after(notYet.delay(), Outcome.NOT_YET, job.jobId());
    }

    private StepOutput refused(StepInput input, Failure why) {
        Job job = own.change(
                input,
                mine -> mine.attemptFailed(
                        Rendered.withSteps(mine.attempt().orElseThrow(), why), false, clock.instant()));
        return StepOutput.failed(
                input.jobId(), job.attempt().orElseThrow().ending().failure());
    }

    private static Failure interrupted(Provider provider) {
        return new Failure(
                FailureCode.SUBMIT_UNKNOWN,
                "the submission to " + provider.name()
                        + " was cut off before its answer was recorded. Look for the task "
                        + "in the vendor's console before you submit again: it may have been accepted and charged",
                provider.name(),
                null,
                false,
                Charge.MAYBE);
    }
}
