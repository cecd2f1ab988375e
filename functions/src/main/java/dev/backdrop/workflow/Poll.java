package dev.backdrop.workflow;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Asks the vendor once how the task is doing, and says what to do next and when. Can be repeated. */
public final class Poll {

    private final OwnJobs own;
    private final Providers providers;
    private final Limits limits;
    private final Clock clock;
    private final Log log;

    public Poll(JobStore jobs, Providers providers, Limits limits, Clock clock, Log log) {
        this.own = new OwnJobs(jobs);
        this.providers = providers;
        this.limits = limits;
        this.clock = clock;
        this.log = log;
    }

    public StepOutput run(StepInput input) {
        try {
            return ask(input);
        } catch (OvertakenException other) {
            return ask(input);
        }
    }

    private StepOutput ask(StepInput input) {
        Job job = own.running(input);
        if (job.status() == JobStatus.STORING) {
            return StepOutput.of(Outcome.SUCCEEDED, job.jobId());
        }
        Attempt attempt = job.attempt().orElseThrow(() -> new IllegalStateException("no attempt to poll"));
        if (attempt.stage() == Attempt.Stage.PREPARING || attempt.stage() == Attempt.Stage.BILLING) {
            return StepOutput.of(Outcome.NEXT_STEP, job.jobId());
        }
        if (attempt.stage() == Attempt.Stage.ENDED) {
            return failed(job);
        }
        Provider provider = providers
                .find(attempt.provider())
                .orElseThrow(
                        () -> new IllegalStateException("provider " + attempt.provider() + " is no longer set up"));
        TaskState state = provider.poll(new TaskRef(attempt.task().taskId(), attempt.stepNumber()));
        if (state instanceof TaskState.Running running) {
            return again(input, attempt, provider, running.askedInterval(), Optional.empty(), timeout(provider));
        }
        if (state instanceof TaskState.Unsettled unsettled) {
            log.warn("poll without an answer")
                    .with("jobId", job.jobId())
                    .with("provider", provider.name())
                    .with("taskId", attempt.task().taskId())
                    .with("reason", unsettled.failure().message())
                    .write();
            return again(input, attempt, provider, Optional.empty(), unsettled.delay(), unsettled.failure());
        }
        if (state instanceof TaskState.Succeeded succeeded) {
            return succeeded(input, job, provider, succeeded);
        }
        TaskState.Failed failed = (TaskState.Failed) state;
        return failed(change(
                input,
                attempt,
                mine -> mine.polled(Optional.empty(), clock.instant())
                        .attemptFailed(
                                Rendered.withSteps(attempt, failed.failure()), failed.resubmit(), clock.instant())));
    }

    /**
     * @param asked the interval that stays in force from now on
     * @param onceOnly a wait for this one time
     * @param otherwise what the task ends with if its time is up
     */
    private StepOutput again(
            StepInput input,
            Attempt polled,
            Provider provider,
            Optional<Duration> asked,
            Optional<Duration> onceOnly,
            Failure otherwise) {
        Job job = change(input, polled, mine -> mine.polled(asked, clock.instant()));
        Attempt attempt = job.attempt().orElseThrow();
        boolean late = !clock.instant().isBefore(attempt.waitingSince().plus(limits.taskDeadline()));
        if (late || attempt.polling().polls() >= limits.maxPolls()) {
            return failed(change(
                    input,
                    polled,
                    mine -> mine.attemptFailed(Rendered.withSteps(attempt, otherwise), false, clock.instant())));
        }
        Duration delay = provider.pace()
                .polling()
                .next(
                        onceOnly.or(() -> attempt.polling().asked()),
                        attempt.polling().polls());
        return StepOutput.after(delay, Outcome.RUNNING, job.jobId());
    }

    private StepOutput succeeded(StepInput input, Job before, Provider provider, TaskState.Succeeded done) {
        Attempt attempt = before.attempt().orElseThrow();
        boolean last = attempt.stepNumber() >= provider.steps(Rendered.vendorsPart(before));
        URI address = done.result() instanceof ResultPicture.At at ? at.address() : null;
        Job job = change(input, attempt, mine -> {
            Job polled = mine.polled(Optional.empty(), clock.instant());
            return last
                    ? polled.storing(
                            Rendered.ending(mine, provider, done, address, null, clock.instant()), clock.instant())
                    : polled.nextStep(done.credits().orElse(null), clock.instant());
        });
        log.info(last ? "task succeeded" : "step of a chain done")
                .with("jobId", job.jobId())
                .with("provider", job.provider())
                .write();
        return StepOutput.of(last ? Outcome.SUCCEEDED : Outcome.NEXT_STEP, job.jobId());
    }

    private StepOutput failed(Job job) {
        Attempt.Ending ending = job.attempt().orElseThrow().ending();
        boolean again = ending.resubmit() && job.attemptsOfRun() < limits.maxAttempts();
        log.warn("task failed")
                .with("jobId", job.jobId())
                .with("provider", job.provider())
                .with("code", ending.failure().code())
                .with("providerCode", ending.failure().providerCode())
                .with("resubmit", again)
                .write();
        return again ? StepOutput.of(Outcome.RESUBMIT, job.jobId()) : StepOutput.failed(job.jobId(), ending.failure());
    }

    /** Another invocation has gone on from the task that this one asked about. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Only while the task that was asked about is the one that is waited for. Step Functions repeats a call whose answer it
     * lost, so two invocations may run at once: what the slower one saw must not touch the next task, or its billing mark.
     */
    private Job change(StepInput input, Attempt asked, UnaryOperator<Job> change) {
        return own.change(input, mine -> {
            if (mine.openAttempt()
                    .filter(newest -> asked.task().equals(newest.task()))
                    .isEmpty()) {
                throw new OvertakenException();
            }
            return change.apply(mine);
        });
    }

    private Failure timeout(Provider provider) {
        return new Failure(
                FailureCode.TASK_TIMEOUT,
                provider.name() + " was still working when our patience ended ("
                        + limits.taskDeadline().toSeconds() + " s or " + limits.maxPolls()
                        + " polls). It may still finish and charge",
                provider.name(),
                null,
                true,
                Charge.MAYBE);
    }
}
