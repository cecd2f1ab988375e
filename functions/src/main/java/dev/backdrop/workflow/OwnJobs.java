package dev.backdrop.workflow;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.NotOurJobException;
import java.util.function.UnaryOperator;

/** The records of the jobs that the asking execution may move. */
final class OwnJobs {

    private final JobStore jobs;

    OwnJobs(JobStore jobs) {
        this.jobs = jobs;
    }

    /** @throws NotOurJobException if it has ended or is another execution's */
    Job running(StepInput input) {
        Job job = jobs.find(input.jobId())
                .orElseThrow(() -> new IllegalStateException("there is no job " + input.jobId()));
        return own(job, input);
    }

    /** @throws NotOurJobException if it has ended or is another execution's */
    Job change(StepInput input, UnaryOperator<Job> change) {
        return jobs.change(input.jobId(), job -> change.apply(own(job, input)));
    }

    private static Job own(Job job, StepInput input) {
        if (job.isFinal() || !job.execution().equals(input.execution())) {
            throw new NotOurJobException(job, input.execution());
        }
        return job;
    }
}
