package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import java.nio.file.Path;
import java.time.Duration;

/** One photo on its way through a run. */
final class PhotoTask {

    private final Path photo;
    private final UploadNames.Name name;
    private final Duration started;
    private Job job;
    private Duration ended;
    private Path result;
    private Reason reason;

    /** @param started on the run's clock */
    PhotoTask(Path photo, UploadNames.Name name, Duration started) {
        this.photo = photo;
        this.name = name;
        this.started = started;
    }

    Path photo() {
        return photo;
    }

    String key() {
        return "uploads/" + name.full();
    }

    /** What the result is named by. */
    String stem() {
        return name.stem();
    }

    /** Null if it isn't claimed yet. */
    Job job() {
        return job;
    }

    void seen(Job newest) {
        job = newest;
    }

    boolean isDone() {
        return ended != null;
    }

    void succeeded(Path written, Duration now) {
        result = written;
        ended = now;
    }

    void failed(Reason why, Duration now) {
        reason = why;
        ended = now;
    }

    private Duration time(Duration now) {
        return (ended == null ? now : ended).minus(started);
    }

    RunState.Photo state(ProviderNote provider, Duration now) {
        return new RunState.Photo(photo, job, provider, time(now), isDone(), reason);
    }

    PhotoReport report(ProviderNote provider, Duration now) {
        return new PhotoReport(photo, job, provider, time(now), result, reason);
    }
}
