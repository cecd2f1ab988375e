package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.AnnouncedUploads;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Source;
import dev.backdrop.log.Log;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The first step: makes the job this execution's own, works out what was asked, and hands it to the gate. Costs nothing at
 * any vendor, and can be repeated.
 */
public final class Prepare {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final JobStore jobs;
    private final PhotoStore photos;
    private final RequestResolver requests;
    private final Admission admission;
    private final Clock clock;
    private final Log log;

    public Prepare(
            JobStore jobs, PhotoStore photos, RequestResolver requests, Admission admission, Clock clock, Log log) {
        this.jobs = jobs;
        this.photos = photos;
        this.requests = requests;
        this.admission = admission;
        this.clock = clock;
        this.log = log;
    }

    public StepOutput run(PrepareInput input) {
        return input.retry() == null ? arrived(input) : again(input);
    }

    private StepOutput arrived(PrepareInput input) {
        PrepareInput.Arrival arrival = input.source();
        if (arrival.key().endsWith("/")) {
            return StepOutput.of(Outcome.IGNORED, null);
        }
        Optional<Job> announced = announced(arrival);
        Optional<PhotoStore.Upload> upload = photos.find(arrival.bucket(), arrival.key(), arrival.versionId());
        if (announced.isPresent()) {
            Source source = upload.map(PhotoStore.Upload::source).orElseGet(() -> source(arrival));
            return take(input, announced.get().jobId(), source)
                    .map(job -> admission.admit(job, input.execution()))
                    .orElseGet(() -> duplicate(announced.get().jobId(), arrival.key()));
        }
        if (upload.isEmpty()) {
            return failClaimed(input, source(arrival), Admission.gone());
        }
        Source source = upload.get().source();
        Request request;
        try {
            request = requests.resolve(upload.get(), input.request(), Boolean.TRUE.equals(input.whole()));
        } catch (InvalidRequestException wrong) {
            return failClaimed(input, source, misunderstood(wrong));
        }
        return claim(input, source, request)
                .map(job -> admission.admit(job, input.execution()))
                .orElseGet(() -> duplicate(JobId.of(source, request).value(), source.key()));
    }

    private static Source source(PrepareInput.Arrival arrival) {
        return new Source(arrival.bucket(), arrival.key(), arrival.versionId(), arrival.etag(), arrival.size());
    }

    /** The job that was announced by the API before its photo came, whatever has become of it. */
    private Optional<Job> announced(PrepareInput.Arrival arrival) {
        return AnnouncedUploads.jobId(arrival.key())
                .flatMap(jobs::find)
                .filter(job -> job.source().key().equals(arrival.key()));
    }

    /** Nothing if the job doesn't wait for its photo any more and isn't this execution's. */
    private Optional<Job> take(PrepareInput input, String jobId, Source source) {
        Job holds = jobs.change(
                jobId,
                job -> job.status() == JobStatus.AWAITING_UPLOAD
                        ? job.arrived(input.execution(), source, clock.instant())
                        : job);
        return Optional.of(holds).filter(job -> isOwn(job, input));
    }

    /** Nothing if another execution has the job, or had it. */
    private Optional<Job> claim(PrepareInput input, Source source, Request request) {
        JobId id = JobId.of(source, request);
        Job holds = jobs.claim(Job.claimed(id, input.execution(), input.batchId(), source, request, clock.instant()));
        return Optional.of(holds).filter(job -> isOwn(job, input));
    }

    private static boolean isOwn(Job job, PrepareInput input) {
        return !job.isFinal() && input.execution().equals(job.execution());
    }

    private StepOutput duplicate(String jobId, String key) {
        log.info("duplicate event").with("jobId", jobId).with("key", key).write();
        return StepOutput.of(Outcome.DUPLICATE, jobId);
    }

    private StepOutput failClaimed(PrepareInput input, Source source, Failure failure) {
        return claim(input, source, null)
                .map(job -> StepOutput.failed(job.jobId(), failure))
                .orElseGet(() -> duplicate(JobId.of(source, null).value(), source.key()));
    }

    private static Failure misunderstood(InvalidRequestException wrong) {
        return Failure.ours(FailureCode.UNSUPPORTED_REQUEST, wrong.getMessage(), false);
    }

    /** A job that ended badly is run again, by exactly one execution. */
    private StepOutput again(PrepareInput input) {
        Job mine = jobs.change(
                input.retry(),
                job -> job.isFinal() && job.status() != JobStatus.SUCCEEDED && !wasOwn(job, input) && isNext(job, input)
                        ? job.reopened(input.execution(), input.batchId(), clock.instant())
                        : job);
        if (!isOwn(mine, input)) {
            return duplicate(mine.jobId(), mine.source().key());
        }
        return goOn(input, mine).about(mine.source());
    }

    private StepOutput goOn(PrepareInput input, Job mine) {
        if (mine.status() != JobStatus.PREPARING) {
            return StepOutput.after(AT_ONCE, Outcome.RESUMED, mine.jobId());
        }
        return mine.request() == null ? resolveAgain(input, mine) : admission.admit(mine, input.execution());
    }

    private static boolean wasOwn(Job job, PrepareInput input) {
        return input.execution().equals(job.execution());
    }

    /** What may be charged was judged by the run before: another one in between changes that. */
    private static boolean isNext(Job job, PrepareInput input) {
        return input.run() == null || input.run() == job.run().number();
    }

    /** What was asked couldn't be understood the last time: a preset may have been mended. */
    private StepOutput resolveAgain(PrepareInput input, Job mine) {
        Source source = mine.source();
        Optional<PhotoStore.Upload> upload = photos.find(source.bucket(), source.key(), source.versionId());
        if (upload.isEmpty()) {
            return StepOutput.failed(mine.jobId(), Admission.gone());
        }
        try {
            Request request = requests.resolve(upload.get(), input.request(), false);
            Job asking = new OwnJobs(jobs)
                    .change(
                            new StepInput(mine.jobId(), input.execution()),
                            job -> job.asking(request, clock.instant()));
            return admission.admit(asking, input.execution());
        } catch (InvalidRequestException wrong) {
            return StepOutput.failed(mine.jobId(), misunderstood(wrong));
        }
    }
}
