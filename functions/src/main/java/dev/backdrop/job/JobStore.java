package dev.backdrop.job;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where job records are kept. Every write is conditional, so that two executions can never both own a job.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store can't be reached.
 */
public interface JobStore {

    /**
     * Writes a new record unless there is one.
     *
     * @return the record that holds now: the given one, or the one that was there first
     */
    Job claim(Job job);

    Optional<Job> find(String jobId);

    /**
     * The newest job of a photo, whatever its version. The answer may lag a moment behind a claim.
     *
     * @param sourceAddress {@link Source#address}
     */
    Optional<Job> findNewest(String sourceAddress);

    /** A page of jobs, newest first. The answer may lag a moment behind a claim or a change. */
    JobPage list(JobQuery query, int limit);

    /** The job that an execution has claimed. The answer may lag a moment behind a claim. */
    Optional<Job> findByExecution(String execution);

    /**
     * Changes a record by what it is now; the change is applied again if somebody else was faster, so it must have no
     * side effect. A change that throws leaves the record as it was.
     *
     * @throws IllegalStateException if there is no such job
     */
    Job change(String jobId, UnaryOperator<Job> change);
}
