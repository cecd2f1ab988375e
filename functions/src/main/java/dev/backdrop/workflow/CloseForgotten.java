package dev.backdrop.workflow;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ends jobs whose execution is over and has left no word: Step Functions sends the event of an execution's end, but doesn't
 * promise that it arrives. Running it twice changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html">AWS Step Functions events: best
 *     effort</a>
 */
public final class CloseForgotten {

    /**
     * No execution is older than that, so a job that wasn't written for so long has none. The workflow's own timeout is
     * shorter; a test of the deployed files holds that.
     */
    public static final Duration LONGEST_EXECUTION = Duration.ofHours(5);

    private static final int PAGE = 100;
    private static final List<JobStatus> UNDER_WAY =
            List.of(JobStatus.PREPARING, JobStatus.SUBMITTING, JobStatus.PROCESSING, JobStatus.STORING);

    private final JobStore jobs;
    private final RecordFailure recordFailure;
    private final Clock clock;
    private final Log log;

    public CloseForgotten(JobStore jobs, RecordFailure recordFailure, Clock clock, Log log) {
        this.jobs = jobs;
        this.recordFailure = recordFailure;
        this.clock = clock;
        this.log = log;
    }

    /** @return how many jobs were ended */
    public int run() {
        Instant before = clock.instant().minus(LONGEST_EXECUTION);
        int closed = 0;
        for (JobStatus status : UNDER_WAY) {
            closed += close(JobQuery.ofStatus(status).created(null, before), before);
        }
        return closed;
    }

    private int close(JobQuery first, Instant before) {
        int closed = 0;
        JobQuery query = first;
        Optional<JobQuery.Position> next;
        do {
            JobPage page = jobs.list(query, PAGE);
            for (Job listed : page.jobs()) {
                if (listed.updatedAt().isBefore(before) && closed(listed.jobId(), before)) {
                    closed++;
                }
            }
            next = page.next();
            query = query.after(next.orElse(null));
        } while (next.isPresent());
        return closed;
    }

    /** The list lags behind; the record decides. */
    private boolean closed(String jobId, Instant before) {
        Optional<Job> forgotten =
                jobs.find(jobId).filter(job -> !job.isFinal() && job.updatedAt().isBefore(before));
        forgotten.ifPresent(job -> {
            log.warn("execution ended without a word")
                    .with("jobId", job.jobId())
                    .with("execution", job.execution())
                    .write();
            recordFailure.run(new RecordFailureInput(
                    job.jobId(),
                    job.execution(),
                    null,
                    null,
                    new RecordFailureInput.StepError("its execution ended without a word", null)));
        });
        return forgotten.isPresent();
    }
}
