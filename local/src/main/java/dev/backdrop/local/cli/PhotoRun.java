package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import dev.backdrop.job.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Uploads photos, follows their jobs and fetches the results. A few at a time, so that a folder of large photos doesn't
 * fill the memory. Ends when all are done, when time is up, or when told to stop.
 */
final class PhotoRun {

    /** Photos on their way at once. */
    static final int AT_ONCE = 16;

    /** How often the progress moves, and a request to stop is looked for. */
    private static final Duration TICK = Duration.ofMillis(200);

    /** Records are read again after this time even if nobody has said that they changed. */
    private static final Duration LONGEST_UNREAD = Duration.ofSeconds(2);

    /** Reading records may take this part of the time, because it takes it away from the jobs. */
    private static final int READING_SHARE = 10;

    private final LocalBackdrop backdrop;
    private final ResultFolder results;
    private final Progress progress;
    private final StopSignal stop;
    private final Supplier<Duration> clock;
    private final Map<String, ProviderNote> providers;
    private final List<PhotoTask> tasks = new ArrayList<>();
    private final UploadNames names = new UploadNames();

    /** @param clock the time since some moment in the past; never goes back */
    PhotoRun(
            LocalBackdrop backdrop,
            ResultFolder results,
            Progress progress,
            StopSignal stop,
            Supplier<Duration> clock) {
        this.backdrop = backdrop;
        this.results = results;
        this.progress = progress;
        this.stop = stop;
        this.clock = clock;
        this.providers = backdrop.providers().stream().collect(Collectors.toMap(ProviderNote::name, note -> note));
    }

    /** @param metadata the request, as user metadata of every upload */
    List<PhotoReport> run(List<Path> photos, Map<String, String> metadata, Duration timeout) {
        Duration start = clock.get();
        Duration deadline = start.plus(timeout);
        Deque<Path> waiting = new ArrayDeque<>(photos);
        Duration nextReading = start;
        boolean changed = true;
        while (true) {
            upload(waiting, metadata);
            Duration now = clock.get();
            if (changed && now.compareTo(nextReading) >= 0
                    || now.minus(nextReading).compareTo(LONGEST_UNREAD) >= 0) {
                open().forEach(this::follow);
                nextReading = clock.get().plus(clock.get().minus(now).multipliedBy(READING_SHARE));
                changed = false;
            }
            progress.show(state(photos.size(), start));
            if (waiting.isEmpty() && open().isEmpty()) {
                break;
            }
            if (stop.isRequested() || clock.get().compareTo(deadline) >= 0) {
                giveUp(waiting, timeout);
                break;
            }
            changed |= backdrop.awaitChange(pause(changed, nextReading));
        }
        progress.end();
        return tasks.stream()
                .map(task -> task.report(provider(task), clock.get()))
                .toList();
    }

    private Duration pause(boolean changed, Duration nextReading) {
        Duration untilReading = nextReading.minus(clock.get());
        return changed && !untilReading.isNegative() && untilReading.compareTo(TICK) < 0 ? untilReading : TICK;
    }

    private List<PhotoTask> open() {
        return tasks.stream().filter(task -> !task.isDone()).toList();
    }

    private void upload(Deque<Path> waiting, Map<String, String> metadata) {
        while (!waiting.isEmpty() && open().size() < AT_ONCE && !stop.isRequested()) {
            PhotoTask task = next(waiting);
            try {
                backdrop.upload(task.photo(), task.key(), metadata);
            } catch (RuntimeException notUploaded) {
                task.failed(Reason.notUploaded(notUploaded), clock.get());
            }
        }
    }

    private PhotoTask next(Deque<Path> waiting) {
        Path photo = waiting.removeFirst();
        PhotoTask task = new PhotoTask(photo, names.next(photo), clock.get());
        tasks.add(task);
        return task;
    }

    private void follow(PhotoTask task) {
        backdrop.jobOf(task.key()).ifPresent(job -> {
            task.seen(job);
            if (!job.isFinal()) {
                return;
            }
            if (job.result() != null) {
                fetch(task, job);
            } else {
                task.failed(job.failure() == null ? Reason.ended(job) : Reason.of(job.failure()), clock.get());
            }
        });
    }

    private void fetch(PhotoTask task, Job job) {
        Result result = job.result();
        try {
            byte[] picture = backdrop.download(result.bucket(), result.key());
            task.succeeded(results.write(task.stem(), result.format().extension(), picture), clock.get());
        } catch (IOException | NoSuchElementException lost) {
            task.failed(Reason.notWritten(job, lost), clock.get());
        }
    }

    private void giveUp(Deque<Path> waiting, Duration timeout) {
        while (!waiting.isEmpty()) {
            next(waiting);
        }
        for (PhotoTask task : open()) {
            Reason reason = stop.isRequested() ? Reason.stopped(task.job()) : Reason.timedOut(task.job(), timeout);
            task.failed(reason, clock.get());
        }
    }

    private ProviderNote provider(PhotoTask task) {
        return task.job() == null || task.job().provider() == null
                ? null
                : providers.get(task.job().provider());
    }

    private RunState state(int total, Duration start) {
        Duration now = clock.get();
        return new RunState(
                tasks.stream().map(task -> task.state(provider(task), now)).toList(), total, now.minus(start));
    }
}
