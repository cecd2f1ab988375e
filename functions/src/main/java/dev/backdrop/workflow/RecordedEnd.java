package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;

/** How a job's record reads after its end: what is announced. */
public record RecordedEnd(String jobId, JobStatus status, Failure failure) {

    public static RecordedEnd of(Job job) {
        return new RecordedEnd(job.jobId(), job.status(), job.failure());
    }
}
