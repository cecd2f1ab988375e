package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.PhotoStore.Role;
import dev.backdrop.job.Sha256;
import dev.backdrop.log.Log;
import dev.backdrop.photo.Gate;
import dev.backdrop.photo.GatePolicy;
import dev.backdrop.photo.GateResult;
import dev.backdrop.photo.GatedPhoto;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Picks the provider of a claimed job, and brings its photo, and the picture that goes behind, through the gate. */
public final class Admission {

    /** What we can compose with, whatever the vendor takes. */
    private static final PhotoLimits OWN_LIMITS =
            new PhotoLimits(64L << 20, 10_000, Set.of(PhotoFormat.JPEG, PhotoFormat.PNG));

    private static final Duration BACKGROUND_AWAY = Duration.ofSeconds(15);

    private final JobStore jobs;
    private final PhotoStore photos;
    private final BackgroundPictures backgrounds;
    private final Providers providers;
    private final Gate gate = new Gate();
    private final GatePolicy policy;
    private final Limits limits;
    private final Clock clock;
    private final Log log;

    /** @param fetch gets background pictures from the web */
    public Admission(
            JobStore jobs,
            PhotoStore photos,
            GuardedFetch fetch,
            Providers providers,
            GatePolicy policy,
            Limits limits,
            Clock clock,
            Log log) {
        this.jobs = jobs;
        this.photos = photos;
        this.backgrounds = new BackgroundPictures(photos, fetch);
        this.providers = providers;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
        this.log = log;
    }

    /** A picture on its way through the gate. */
    private sealed interface Passage {
        record Passed(PhotoRecord picture) implements Passage {}

        record Stopped(Failure failure) implements Passage {}

        /** Whoever has it doesn't answer. */
        record Away(Failure failure) implements Passage {}
    }

    StepOutput admit(Job job, String execution) {
        if (job.photo() != null) {
            return StepOutput.of(Outcome.READY, job.jobId());
        }
        Providers.Choice choice = providers.choose(job.request());
        if (choice instanceof Providers.Choice.None none) {
            return StepOutput.failed(job.jobId(), none.failure());
        }
        Providers.Choice.Chosen chosen = (Providers.Choice.Chosen) choice;
        Passage background = background(job, chosen);
        if (!(background instanceof Passage.Passed behind)) {
            return stopped(job, background);
        }
        Passage photo = photo(job, chosen.provider());
        if (!(photo instanceof Passage.Passed front)) {
            return stopped(job, photo);
        }
        boolean composed = chosen.rendering() == Rendering.COMPOSED;
        new OwnJobs(jobs)
                .change(
                        new StepInput(job.jobId(), execution),
                        mine -> mine.status() == JobStatus.PREPARING
                                ? mine.gated(
                                        chosen.provider().name(),
                                        front.picture(),
                                        behind.picture(),
                                        composed,
                                        clock.instant())
                                : mine);
        log.info("photo prepared")
                .with("jobId", job.jobId())
                .with("provider", chosen.provider().name())
                .with("changes", front.picture().changes())
                .write();
        return StepOutput.of(Outcome.READY, job.jobId());
    }

    private StepOutput stopped(Job job, Passage passage) {
        if (passage instanceof Passage.Away away) {
            boolean late = clock.instant()
                    .plus(BACKGROUND_AWAY)
                    .isAfter(job.updatedAt().plus(limits.submitDeadline()));
            log.warn("background out of reach")
                    .with("jobId", job.jobId())
                    .with("reason", away.failure().message())
                    .write();
            return late
                    ? StepOutput.failed(job.jobId(), away.failure())
                    : StepOutput.after(BACKGROUND_AWAY, Outcome.NOT_YET, job.jobId());
        }
        return StepOutput.failed(job.jobId(), ((Passage.Stopped) passage).failure());
    }

    private Passage photo(Job job, Provider provider) {
        if (job.source().size() > policy.maxInputBytes()) {
            return new Passage.Stopped(tooLarge(job.source().size()));
        }
        Optional<byte[]> bytes = photos.read(job.source());
        return bytes.isEmpty() ? new Passage.Stopped(gone()) : pass(job, Role.PHOTO, bytes.get(), provider.limits());
    }

    /** Passed without a picture if none is asked for. */
    private Passage background(Job job, Providers.Choice.Chosen chosen) {
        if (!(job.request().background() instanceof Background.Image image)) {
            return new Passage.Passed(null);
        }
        BackgroundPictures.Got got = backgrounds.get(image.address(), policy.maxInputBytes());
        if (got instanceof BackgroundPictures.Got.Nothing nothing) {
            Failure failure = Failure.ours(
                    FailureCode.UNSUPPORTED_REQUEST, "background.image: " + nothing.reason(), nothing.again());
            return nothing.again() ? new Passage.Away(failure) : new Passage.Stopped(failure);
        }
        PhotoLimits own = chosen.rendering() == Rendering.COMPOSED
                ? OWN_LIMITS
                : chosen.provider().limits();
        return pass(job, Role.BACKGROUND, ((BackgroundPictures.Got.Bytes) got).bytes(), own);
    }

    private Passage pass(Job job, Role role, byte[] bytes, PhotoLimits taken) {
        GateResult result = gate.check(bytes, taken, policy);
        if (result instanceof GateResult.Rejected rejected) {
            return new Passage.Stopped(
                    role == Role.PHOTO
                            ? Failure.ours(FailureCode.INVALID_PHOTO, rejected.message(), false)
                            : Failure.ours(
                                    FailureCode.UNSUPPORTED_REQUEST, "background.image: " + rejected.message(), false));
        }
        GatedPhoto passed = ((GateResult.Passed) result).photo();
        PhotoRecord.Prepared prepared = photos.savePrepared(
                job.jobId(), role, passed.bytes(), passed.format(), passed.width(), passed.height());
        return new Passage.Passed(new PhotoRecord(
                passed.original().format(),
                passed.original().width(),
                passed.original().height(),
                Sha256.hex(bytes),
                passed.changes(),
                prepared));
    }

    /** Said before it is read: such a file might not even fit into memory. */
    private Failure tooLarge(long size) {
        return Failure.ours(
                FailureCode.INVALID_PHOTO,
                "the file has " + size + " bytes; " + policy.maxInputBytes() + " are allowed. Upload a smaller one",
                false);
    }

    static Failure gone() {
        return Failure.ours(
                FailureCode.INVALID_PHOTO,
                "the photo was deleted or replaced before it could be read. Upload it again if it is still wanted",
                false);
    }
}
