package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.ExecutionNames;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import java.time.Clock;
import java.util.Optional;

/**
 * Jobs whose photo is in the input bucket. The execution is started first, under the job's name, and recorded then: a crash in
 * between leaves an execution that records the job itself.
 */
final class StoredIntake implements Intake<PhotoOrigin.Stored> {

    /** Executions that ended without a record, all of the same job: beyond some of them something is broken. */
    private static final int MOST_LOST_RUNS = 5;

    private final JobStore jobs;
    private final InputBucket bucket;
    private final RequestCheck check;
    private final Executions executions;
    private final Clock clock;

    StoredIntake(JobStore jobs, InputBucket bucket, RequestCheck check, Executions executions, Clock clock) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.check = check;
        this.executions = executions;
        this.clock = clock;
    }

    @Override
    public Taken take(PhotoOrigin.Stored origin, ObjectNode asked, Idempotency.Turn turn) {
        PhotoStore.Upload photo = bucket.find(origin.key(), origin.versionId())
                .orElseThrow(() -> new ProblemException(
                        Problem.unprocessable("source.s3.key", "there is no such object in the input bucket")));
        Request request = check.resolve(photo, asked);
        JobId id = JobId.of(photo.source(), request);
        Optional<Job> existing = jobs.find(id.value());
        if (existing.isPresent()) {
            return new Taken(existing.get(), false);
        }
        check.demandProvider(request);
        return start(id, photo, request);
    }

    private Taken start(JobId id, PhotoStore.Upload photo, Request request) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("source", Json.mapper().valueToTree(photo.source()));
        input.set("request", RequestJson.write(request));
        input.put("whole", true);
        for (int run = 0; run < MOST_LOST_RUNS; run++) {
            String name = run == 0 ? ExecutionNames.first(id.value()) : ExecutionNames.retry(id.value(), run);
            if (executions.start(name, input) instanceof Executions.Start.Running running) {
                Job claimed = Job.claimed(id, running.execution(), null, photo.source(), request, clock.instant());
                Job holds = jobs.claim(claimed);
                return new Taken(holds, running.execution().equals(holds.execution()));
            }
            Optional<Job> recorded = jobs.find(id.value());
            if (recorded.isPresent()) {
                return new Taken(recorded.get(), false);
            }
        }
        throw new StoreUnavailableException("executions of job " + id.value() + " end without a record", null);
    }
}
