package dev.backdrop.batch;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.util.Collection;
import java.util.Map;

/**
 * Many job records at once.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface JobRecords {

    /** The most that {@link #findAll} takes. */
    int AT_ONCE = 100;

    /**
     * Records by their ids; those that don't exist are missing.
     *
     * @param jobIds at most {@link #AT_ONCE}, each once
     */
    Map<String, Job> findAll(Collection<String> jobIds);

    /** How many jobs of a batch have which status. The answer may lag a moment behind. */
    Map<JobStatus, Long> counts(String batchId);
}
