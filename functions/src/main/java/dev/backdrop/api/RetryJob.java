package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Charge;
import dev.backdrop.job.ExecutionNames;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /jobs/{jobId}/retry}: starts a run that reopens the job. The job itself is not changed here, so a start that
 * comes to nothing leaves it as it was.
 */
final class RetryJob implements Route.Operation {

    private static final Set<JobStatus> RETRIED =
            Set.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.REJECTED, JobStatus.SUBMIT_UNKNOWN);

    /** Runs that ended before they had the job: beyond some of them something is broken. */
    private static final int MOST_LOST_RUNS = 10;

    private final JobStore jobs;
    private final Executions executions;
    private final JobView view;

    RetryJob(JobStore jobs, Executions executions, JobView view) {
        this.jobs = jobs;
        this.executions = executions;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        boolean accepts = Fields.of(Body.optional(call), "", Set.of("acceptPossibleCharge"))
                .flag("acceptPossibleCharge", false);
        Job job = JobPath.find(jobs, call);
        demandRetryable(job, accepts);
        String execution = start(job, accepts);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("job", view.of(job));
        json.put("execution", execution);
        warning(job).ifPresent(text -> json.put("warning", text));
        return Answer.of(202, json).about(job.jobId()).located();
    }

    private static void demandRetryable(Job job, boolean accepts) {
        if (!RETRIED.contains(job.status())) {
            throw conflict("the job is " + job.status() + "; only jobs that ended badly can be run again");
        }
        if (!JobView.hasArrived(job)) {
            throw conflict("the job's photo never arrived; start a new job");
        }
        if (!accepts && job.mayBeChargedTwice()) {
            throw conflict(reason(job) + ". Look for the task in the vendor's console; to run the job again"
                    + " nevertheless, send {\"acceptPossibleCharge\": true}");
        }
    }

    private static String reason(Job job) {
        if (job.status() == JobStatus.SUBMIT_UNKNOWN) {
            return "the vendor may have accepted the last submission and may charge for it";
        }
        return job.failure().charged() == Charge.YES
                ? "the vendor charges for the last run, and would for another one"
                : "the vendor may charge for the last run, and would for another one";
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.conflict(detail));
    }

    /**
     * A name that is used up belongs to a run that has ended: if the job allows for another one still, the next name is tried.
     * The run is told after which one it comes, so that it leaves the job alone if another has had it since.
     */
    private String start(Job job, boolean accepts) {
        Job now = job;
        int first = ExecutionNames.nextRetry(job);
        for (int number = first; number < first + MOST_LOST_RUNS; number++) {
            String name = ExecutionNames.retry(job.jobId(), number);
            ObjectNode input = JsonNodeFactory.instance
                    .objectNode()
                    .put("retry", job.jobId())
                    .put("run", now.run().number());
            if (executions.start(name, input) instanceof Executions.Start.Running running) {
                return running.execution();
            }
            now = jobs.find(job.jobId()).orElse(now);
            demandRetryable(now, accepts);
        }
        throw new StoreUnavailableException("runs of job " + job.jobId() + " end before they have it", null);
    }

    private static Optional<String> warning(Job job) {
        return job.status() == JobStatus.REJECTED
                ? Optional.of(
                        "the same photo and request were refused; unless a preset, a setting or a vendor's rule has"
                                + " changed, they will be again")
                : Optional.empty();
    }
}
