package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Sha256;
import dev.backdrop.job.Source;
import dev.backdrop.log.Log;
import dev.backdrop.photo.Gate;
import dev.backdrop.photo.GatePolicy;
import dev.backdrop.photo.GateResult;
import dev.backdrop.photo.GatedPhoto;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import java.time.Clock;
import java.util.Optional;

/**
 * The first step: claims the job, works out what was asked, picks the provider and passes the photo through the gate.
 * Costs nothing at any vendor, and can be repeated.
 */
public final class Prepare {

    private final JobStore jobs;
    private final PhotoStore photos;
    private final RequestResolver requests;
    private final Providers providers;
    private final Gate gate = new Gate();
    private final GatePolicy policy;
    private final Clock clock;
    private final Log log;

    public Prepare(
            JobStore jobs,
            PhotoStore photos,
            RequestResolver requests,
            Providers providers,
            GatePolicy policy,
            Clock clock,
            Log log) {
        this.jobs = jobs;
        this.photos = photos;
        this.requests = requests;
        this.providers = providers;
        this.policy = policy;
        this.clock = clock;
        this.log = log;
    }

    public StepOutput run(PrepareInput input) {
        PrepareInput.Arrival arrival = input.source();
        if (arrival.key().endsWith("/")) {
            return StepOutput.of(Outcome.IGNORED, null);
        }
        Optional<PhotoStore.Upload> upload = photos.find(arrival.bucket(), arrival.key(), arrival.versionId());
        if (upload.isEmpty()) {
            return failClaimed(input, source(arrival), gone());
        }
        Source source = upload.get().source();
        Request request;
        try {
            request = requests.resolve(upload.get(), input.request());
        } catch (InvalidRequestException wrong) {
            Failure failure = Failure.ours(FailureCode.UNSUPPORTED_REQUEST, wrong.getMessage(), false);
            return failClaimed(input, source, failure);
        }
        return claim(input, source, request)
                .map(job -> job.photo() != null ? StepOutput.of(Outcome.READY, job.jobId()) : gate(input, job))
                .orElseGet(() -> duplicate(source, request));
    }

    private static Source source(PrepareInput.Arrival arrival) {
        return new Source(arrival.bucket(), arrival.key(), arrival.versionId(), arrival.etag(), arrival.size());
    }

    /** Nothing if another execution has the job, or had it. */
    private Optional<Job> claim(PrepareInput input, Source source, Request request) {
        JobId id = JobId.of(source, request);
        Job mine = Job.claimed(id, input.execution(), source, request, clock.instant());
        Job holds = jobs.claim(mine);
        return Optional.of(holds)
                .filter(job -> !job.isFinal() && job.execution().equals(input.execution()));
    }

    private StepOutput duplicate(Source source, Request request) {
        JobId id = JobId.of(source, request);
        log.info("duplicate event")
                .with("jobId", id.value())
                .with("key", source.key())
                .write();
        return StepOutput.of(Outcome.DUPLICATE, id.value());
    }

    private StepOutput failClaimed(PrepareInput input, Source source, Failure failure) {
        return claim(input, source, null)
                .map(job -> StepOutput.failed(job.jobId(), failure))
                .orElseGet(() -> duplicate(source, null));
    }

    private StepOutput gate(PrepareInput input, Job job) {
        Providers.Choice choice = providers.choose(job.request());
        if (choice instanceof Providers.Choice.None none) {
            return StepOutput.failed(job.jobId(), none.failure());
        }
        Provider provider = ((Providers.Choice.Chosen) choice).provider();
        if (job.source().size() > policy.maxInputBytes()) {
            return StepOutput.failed(job.jobId(), tooLarge(job.source().size()));
        }
        Optional<byte[]> bytes = photos.read(job.source());
        if (bytes.isEmpty()) {
            return StepOutput.failed(job.jobId(), gone());
        }
        GateResult passage = gate.check(bytes.get(), provider.limits(), policy);
        if (passage instanceof GateResult.Rejected rejected) {
            return StepOutput.failed(job.jobId(), Failure.ours(FailureCode.INVALID_PHOTO, rejected.message(), false));
        }
        PhotoRecord photo = keep(job, bytes.get(), ((GateResult.Passed) passage).photo());
        new OwnJobs(jobs)
                .change(
                        new StepInput(job.jobId(), input.execution()),
                        mine -> mine.status() == JobStatus.PREPARING
                                ? mine.gated(provider.name(), photo, clock.instant())
                                : mine);
        log.info("photo prepared")
                .with("jobId", job.jobId())
                .with("provider", provider.name())
                .with("changes", photo.changes())
                .write();
        return StepOutput.of(Outcome.READY, job.jobId());
    }

    private PhotoRecord keep(Job job, byte[] original, GatedPhoto passed) {
        PhotoRecord.Prepared prepared =
                photos.savePrepared(job.jobId(), passed.bytes(), passed.format(), passed.width(), passed.height());
        return new PhotoRecord(
                passed.original().format(),
                passed.original().width(),
                passed.original().height(),
                Sha256.hex(original),
                passed.changes(),
                prepared);
    }

    /** Said before it is read: such a file might not even fit into memory. */
    private Failure tooLarge(long size) {
        return Failure.ours(
                FailureCode.INVALID_PHOTO,
                "the file has " + size + " bytes; " + policy.maxInputBytes() + " are allowed. Upload a smaller one",
                false);
    }

    private static Failure gone() {
        return Failure.ours(
                FailureCode.INVALID_PHOTO,
                "the photo was deleted or replaced before it could be read. Upload it again if it is still wanted",
                false);
    }
}
