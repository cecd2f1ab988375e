package dev.backdrop.batch;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.util.Collection;
import java.util.List;
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

    /**
     * The jobs of a photo, whatever its version and whatever was asked for: the newest {@link #AT_ONCE}, newest first. The
     * answer may lag a moment behind.
     *
     * @param sourceAddress {@link dev.backdrop.job.Source#address}
     */
    List<Job> ofPhoto(String sourceAddress);

    /** How many jobs of a batch have which status. The answer may lag a moment behind. */
    Map<JobStatus, Long> counts(String batchId);
}
