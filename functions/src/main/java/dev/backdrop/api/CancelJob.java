package dev.backdrop.api;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import java.time.Clock;
import java.util.Set;

/**
 * {@code POST /jobs/{jobId}/cancel}. The record is what counts: no step goes on with a job that has ended. Stopping the
 * execution only spares it its way to that insight.
 */
final class CancelJob implements Route.Operation {

    private final JobStore jobs;
    private final Executions executions;
    private final JobView view;
    private final Clock clock;
    private final Log log;

    CancelJob(JobStore jobs, Executions executions, JobView view, Clock clock, Log log) {
        this.jobs = jobs;
        this.executions = executions;
        this.view = view;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        Job found = JobPath.find(jobs, call);
        Job cancelled = jobs.change(found.jobId(), this::cancelled);
        stop(cancelled);
        return Answer.of(200, view.of(cancelled)).about(cancelled.jobId());
    }

    private Job cancelled(Job job) {
        if (job.isFinal()) {
            throw new ProblemException(Problem.conflict("the job has ended as " + job.status()));
        }
        return job.ended(JobStatus.CANCELLED, Cancellation.of(job), clock.instant());
    }

    private void stop(Job job) {
        if (job.execution() == null) {
            return;
        }
        try {
            executions.stop(job.execution(), "the job was cancelled");
        } catch (StoreUnavailableException away) {
            log.warn("execution of a cancelled job not stopped")
                    .with("jobId", job.jobId())
                    .with("reason", away.getMessage())
                    .write();
        }
    }
}
