package dev.backdrop.api;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStore;
import java.util.Set;

/** {@code GET /jobs/{jobId}}. */
final class GetJob implements Route.Operation {

    private final JobStore jobs;
    private final JobView view;

    GetJob(JobStore jobs, JobView view) {
        this.jobs = jobs;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        Job job = JobPath.find(jobs, call);
        return Answer.of(200, view.of(job)).about(job.jobId());
    }
}
