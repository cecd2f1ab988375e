package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.PhotoJobs;
import dev.backdrop.batch.Refusal;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The batches of the application on this machine. All methods may be called from any thread. */
public interface LocalBatches {

    /**
     * An object as S3 lists it.
     *
     * @param etag without quotation marks; the MD5 of the contents for what {@link LocalBackdrop#upload} has put there
     * @param size in bytes
     */
    record Stored(String etag, long size) {}

    /** What the input bucket has under a prefix, by key. */
    Map<String, Stored> stored(String prefix);

    /** Takes an object out of the input bucket; does nothing if there is none. */
    void remove(String key);

    /**
     * Starts the template's workflow of batches.
     *
     * @param batchId names the execution; never used before
     * @param input as the workflow takes it
     * @param leftOut files and rows that can't be handed over: the plan refuses them, and the report says why
     */
    void start(String batchId, ObjectNode input, List<Refusal> leftOut);

    /** Stops an execution and its jobs. Their records are closed soon after; one that has ended stays as it is. */
    void stop(String batchId);

    /** The record of a batch; nothing until its execution has begun to plan. */
    Optional<Batch> find(String batchId);

    /**
     * The newest batch that was more than a dry run.
     *
     * @param target a folder of the input bucket, or the key of a manifest
     */
    Optional<Batch> newest(String target);

    /** How many jobs of a batch have which status. */
    Map<JobStatus, Long> counts(String batchId);

    /**
     * The jobs of photos, in their order; nothing where there is none.
     *
     * @param request what is asked of all of them
     */
    List<Optional<Job>> jobs(ObjectNode request, List<PhotoJobs.Asked> photos);
}
