package dev.backdrop.workflow;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Result;
import dev.backdrop.job.ResultKey;
import dev.backdrop.job.Sha256;
import dev.backdrop.log.Log;
import dev.backdrop.photo.FinishResult;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.request.OutputFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches the result, checks that it is the picture that was promised, and keeps it. By now it is paid for, so it is asked
 * for again, by a fresh address, before it is given up. Running the step twice changes nothing.
 */
public final class Store {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** Something that isn't the picture seldom becomes it: enough for a slip, not for a siege. */
    private static final int TRIES_IF_INVALID = 3;

    private final JobStore jobs;
    private final OwnJobs own;
    private final PhotoStore photos;
    private final Providers providers;
    private final GuardedFetch fetch;
    private final Finishing finishing;
    private final Limits limits;
    private final Clock clock;
    private final Log log;

    public Store(
            JobStore jobs,
            PhotoStore photos,
            Providers providers,
            GuardedFetch fetch,
            Limits limits,
            Clock clock,
            Log log) {
        this.jobs = jobs;
        this.own = new OwnJobs(jobs);
        this.photos = photos;
        this.finishing = new Finishing(photos);
        this.providers = providers;
        this.fetch = fetch;
        this.limits = limits;
        this.clock = clock;
        this.log = log;
    }

    /** What one try to get the picture came to. */
    private sealed interface Catch {
        record Picture(FinishResult.Finished finished) implements Catch {}

        record Nothing(Failure failure) implements Catch {}
    }

    public StepOutput run(StepInput input) {
        Optional<Result> kept = kept(input);
        if (kept.isPresent()) {
            return StepOutput.stored(input.jobId(), kept.get());
        }
        Job job = own.change(input, mine -> mine.fetched(clock.instant()));
        Attempt attempt = job.attempt().orElseThrow(() -> new IllegalStateException("no attempt to store"));
        Catch caught = first(job, attempt);
        if (caught instanceof Catch.Picture picture) {
            return stored(input, job, picture.finished());
        }
        return nothing(job, attempt, ((Catch.Nothing) caught).failure());
    }

    /** What was kept, else what is at the address that the vendor gave, else what it gives when asked again. */
    private Catch first(Job job, Attempt attempt) {
        String kept = attempt.ending().kept();
        if (kept != null) {
            Catch caught = photos.readKept(kept)
                    .map(bytes -> finish(job, bytes))
                    .orElseGet(() -> new Catch.Nothing(
                            failure(job, FailureCode.RESULT_UNAVAILABLE, "what was kept of it is gone")));
            return caught instanceof Catch.Nothing && attempt.task().taskId() != null ? askAgain(job, attempt) : caught;
        }
        URI picture = attempt.ending().picture();
        if (picture == null || attempt.fetches() > 1) {
            return askAgain(job, attempt);
        }
        Catch caught = fetch(job, picture);
        return caught instanceof Catch.Nothing && attempt.task().taskId() != null ? askAgain(job, attempt) : caught;
    }

    /** The result that an invocation before this one has recorded, whose answer got lost: it is still to be announced. */
    private Optional<Result> kept(StepInput input) {
        return jobs.find(input.jobId())
                .filter(job ->
                        job.status() == JobStatus.SUCCEEDED && job.execution().equals(input.execution()))
                .map(Job::result);
    }

    private Catch askAgain(Job job, Attempt attempt) {
        if (attempt.task().taskId() == null) {
            return fetch(job, attempt.ending().picture());
        }
        Provider provider = providers
                .find(attempt.provider())
                .orElseThrow(
                        () -> new IllegalStateException("provider " + attempt.provider() + " is no longer set up"));
        TaskState state = provider.poll(new TaskRef(attempt.task().taskId(), attempt.stepNumber()));
        if (state instanceof TaskState.Succeeded succeeded) {
            return succeeded.result() instanceof ResultPicture.At at
                    ? fetch(job, at.address())
                    : finish(job, ((ResultPicture.Inline) succeeded.result()).bytes());
        }
        String now = state instanceof TaskState.Failed failed
                ? failed.failure().message()
                : "it no longer says that the task has succeeded";
        return new Catch.Nothing(failure(job, FailureCode.RESULT_UNAVAILABLE, "asked for the result again: " + now));
    }

    private Catch fetch(Job job, URI address) {
        FetchOutcome outcome = fetch.fetch(address);
        if (outcome instanceof FetchOutcome.Fetched fetched) {
            return finish(job, fetched.bytes());
        }
        FetchOutcome.NotFetched not = (FetchOutcome.NotFetched) outcome;
        FailureCode code = switch (not.kind()) {
            case TOO_LARGE, REFUSED -> FailureCode.RESULT_INVALID;
            case GONE, TIMED_OUT, UNAVAILABLE -> FailureCode.RESULT_UNAVAILABLE;
        };
        return new Catch.Nothing(failure(job, code, not.message()));
    }

    private Catch finish(Job job, byte[] bytes) {
        FinishResult outcome = finishing.finish(job, bytes);
        if (outcome instanceof FinishResult.Finished finished) {
            return new Catch.Picture(finished);
        }
        String problem = outcome instanceof FinishResult.BadGround ground
                ? "the background picture, as it was kept, is " + ground.reason()
                : "the result is " + ((FinishResult.NotAPicture) outcome).reason();
        return new Catch.Nothing(failure(job, FailureCode.RESULT_INVALID, problem));
    }

    private StepOutput stored(StepInput input, Job job, FinishResult.Finished picture) {
        OutputFormat format = job.request().output().format();
        Result result = new Result(
                photos.resultBucket(),
                ResultKey.of(job.source().key(), job.jobId(), format.extension()),
                format,
                picture.width(),
                picture.height(),
                picture.bytes().length,
                Sha256.hex(picture.bytes()));
        photos.saveResult(job, result, picture.bytes());
        own.change(input, mine -> mine.succeeded(result, Finishing.notes(mine, picture), clock.instant()));
        log.info("result stored")
                .with("jobId", job.jobId())
                .with("key", result.key())
                .write();
        return StepOutput.stored(job.jobId(), result);
    }

    private StepOutput nothing(Job job, Attempt attempt, Failure failure) {
        log.warn("no result")
                .with("jobId", job.jobId())
                .with("try", attempt.fetches())
                .with("reason", failure.message())
                .write();
        int most = failure.code() == FailureCode.RESULT_INVALID
                ? Math.min(TRIES_IF_INVALID, limits.maxFetches())
                : limits.maxFetches();
        if (attempt.fetches() >= most) {
            return StepOutput.failed(job.jobId(), failure);
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempt.fetches() - 1, 10));
        return StepOutput.after(
                delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay, Outcome.NOT_YET, job.jobId());
    }

    private static Failure failure(Job job, FailureCode code, String message) {
        String task = job.attempt().orElseThrow().task().taskId();
        String advice = task == null
                ? ". It is paid for: ask " + job.provider() + "'s support for it"
                : ". It is paid for: run the job again to ask " + job.provider()
                        + " for it once more, or fetch it by task " + task + " while the vendor keeps it";
        return new Failure(code, message + advice, job.provider(), null, true, Charge.YES);
    }
}
