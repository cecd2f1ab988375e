package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import dev.backdrop.job.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Fetches the results of a batch, each once, under the path of its photo. */
final class BatchResults {

    private final LocalBackdrop backdrop;
    private final ResultFolder results;
    private final String prefix;
    private final Queue<Job> ended = new ConcurrentLinkedQueue<>();
    private final Map<String, Fetched> fetched = new HashMap<>();

    /** One of the two is null. */
    record Fetched(Path file, Reason reason) {}

    /** @param prefix of the batch's photos in the input bucket; jobs of other photos are none of its business */
    BatchResults(LocalBackdrop backdrop, ResultFolder results, String prefix) {
        this.backdrop = backdrop;
        this.results = results;
        this.prefix = prefix;
        backdrop.onJobEnded(ended::add);
    }

    /** Fetches what has come since the last call. */
    void fetchNew() {
        for (Job job = ended.poll(); job != null; job = ended.poll()) {
            if (job.result() != null && job.source().key().startsWith(prefix)) {
                fetch(job);
            }
        }
    }

    /** The result of a job that has one. */
    Fetched fetch(Job job) {
        return fetched.computeIfAbsent(job.jobId(), id -> fetchNow(job));
    }

    private Fetched fetchNow(Job job) {
        Result result = job.result();
        try {
            byte[] picture = backdrop.download(result.bucket(), result.key());
            String stem = BatchPhoto.stem(job.source().key());
            return new Fetched(results.write(stem, result.format().extension(), picture), null);
        } catch (IOException | NoSuchElementException lost) {
            return new Fetched(null, Reason.notWritten(job, lost));
        }
    }
}
