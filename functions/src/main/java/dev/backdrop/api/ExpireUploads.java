package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.ExecutionNames;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.json.Json;
import dev.backdrop.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends jobs whose photo was announced and never came, so that none waits for ever. A photo that did come, and whose event got
 * lost or late, has its workflow started here. Running it twice changes nothing.
 */
public final class ExpireUploads {

    /** Longer than an upload link is valid, and an upload that began with it may take. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int PAGE = 100;

    private final JobStore jobs;
    private final InputBucket bucket;
    private final Executions executions;
    private final Clock clock;
    private final Log log;

    /**
     * What one sweep has come to.
     *
     * @param expired jobs that were ended
     * @param started jobs whose photo was there and whose workflow runs now
     */
    public record Sweep(int expired, int started) {}

    public ExpireUploads(JobStore jobs, InputBucket bucket, Executions executions, Clock clock, Log log) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.executions = executions;
        this.clock = clock;
        this.log = log;
    }

    public Sweep run() {
        JobQuery waiting = JobQuery.ofStatus(JobStatus.AWAITING_UPLOAD)
                .created(null, clock.instant().minus(PATIENCE));
        int expired = 0;
        int started = 0;
        Optional<JobQuery.Position> next;
        do {
            JobPage page = jobs.list(waiting, PAGE);
            for (Job job : page.jobs()) {
                Optional<PhotoStore.Upload> photo = bucket.find(job.source().key(), null);
                if (photo.isPresent() && started(job, photo.get())) {
                    started++;
                } else if (ended(job, photo.isPresent())) {
                    expired++;
                }
            }
            next = page.next();
            waiting = waiting.after(next.orElse(null));
        } while (next.isPresent());
        log.info("uploads swept")
                .with("expired", expired)
                .with("started", started)
                .write();
        return new Sweep(expired, started);
    }

    /** The name is the job's: a second sweep starts nothing, and a run that is over without having had the job stays over. */
    private boolean started(Job job, PhotoStore.Upload photo) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("source", Json.mapper().valueToTree(photo.source()));
        log.warn("photo without an event").with("jobId", job.jobId()).write();
        return executions.start(ExecutionNames.first(job.jobId()), input) instanceof Executions.Start.Running;
    }

    /** The list lags behind; the record decides. */
    private boolean ended(Job job, boolean arrived) {
        Job is = jobs.change(job.jobId(), now -> now.status() == JobStatus.AWAITING_UPLOAD ? end(now, arrived) : now);
        return is.execution() == null && is.isFinal();
    }

    private Job end(Job job, boolean arrived) {
        return arrived
                ? job.ended(JobStatus.FAILED, notTakenOver(job), clock.instant())
                : job.ended(JobStatus.CANCELLED, neverCame(), clock.instant());
    }

    private static Failure neverCame() {
        return Failure.ours(
                FailureCode.UPLOAD_EXPIRED,
                "the photo didn't arrive within " + PATIENCE.toMinutes()
                        + " minutes. Start a new job and send it at once",
                false);
    }

    private static Failure notTakenOver(Job job) {
        return Failure.ours(
                FailureCode.INTERNAL_ERROR,
                "the photo arrived, but the workflow didn't take the job over. The logs of execution "
                        + ExecutionNames.first(job.jobId()) + " say more; start a new job with the photo's key",
                true);
    }
}
