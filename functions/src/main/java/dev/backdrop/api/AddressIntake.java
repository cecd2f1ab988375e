package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.request.Request;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Jobs whose photo is fetched now and put into the bucket, where its arrival starts the workflow as any upload does. */
final class AddressIntake implements Intake<PhotoOrigin.Address> {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final JobStore jobs;
    private final InputBucket bucket;
    private final AnnouncedPhotos announced;
    private final Function<URI, FetchOutcome> fetch;

    /** @param fetch guarded, and capped in bytes and in time */
    AddressIntake(JobStore jobs, InputBucket bucket, AnnouncedPhotos announced, Function<URI, FetchOutcome> fetch) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.announced = announced;
        this.fetch = fetch;
    }

    @Override
    public Taken take(PhotoOrigin.Address origin, ObjectNode asked, Idempotency.Turn turn) {
        Optional<Job> underWay = turn.first() ? Optional.empty() : jobs.find(turn.seed());
        if (underWay.filter(this::hasItsPhoto).isPresent()) {
            return new Taken(underWay.get(), false);
        }
        String name = fileName(origin.address());
        Request request = announced.request(turn.seed(), name, asked);
        FetchOutcome.Fetched photo = fetched(origin.address());
        Taken taken = announced.announce(turn.seed(), name, photo.bytes().length, request);
        if (taken.job().status() == JobStatus.AWAITING_UPLOAD) {
            bucket.save(taken.job().source().key(), contentType(photo), photo.bytes());
        }
        return taken;
    }

    /** Whatever the address would answer by now: another photo, or none, must not make another job. */
    private boolean hasItsPhoto(Job job) {
        return job.status() != JobStatus.AWAITING_UPLOAD
                || bucket.find(job.source().key(), null).isPresent();
    }

    private FetchOutcome.Fetched fetched(URI address) {
        FetchOutcome outcome = fetch.apply(address);
        if (outcome instanceof FetchOutcome.NotFetched not) {
            throw refused(not.message());
        }
        FetchOutcome.Fetched photo = (FetchOutcome.Fetched) outcome;
        if (photo.bytes().length == 0) {
            throw refused("there is nothing at " + photo.finalAddress());
        }
        return photo;
    }

    private static ProblemException refused(String problem) {
        return new ProblemException(Problem.unprocessable("source.url", problem));
    }

    private static String fileName(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Only a picture's type is taken over from a stranger: the gate finds out by itself, and a browser mustn't run it. */
    private static String contentType(FetchOutcome.Fetched photo) {
        String said = photo.contentType().orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(PhotoFormat.values())
                .map(PhotoFormat::contentType)
                .filter(said::equals)
                .findFirst()
                .orElse(UNKNOWN_TYPE);
    }
}
