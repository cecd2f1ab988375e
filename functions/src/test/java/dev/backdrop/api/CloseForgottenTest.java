package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.workflow.CloseForgotten;
import dev.backdrop.workflow.RecordFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloseForgottenTest {

    private final Desk desk = new Desk();
    private final CloseForgotten sweep =
            new CloseForgotten(desk.jobs, new RecordFailure(desk.jobs, desk.clock, desk.log()), desk.clock, desk.log());

    @Test
    void aJobThatWasNotWrittenForLongerThanAnExecutionLivesIsEnded() {
        Job job = desk.put(Jobs.processing());
        desk.clock.advance(CloseForgotten.LONGEST_EXECUTION);
        desk.clock.advance(Duration.ofMinutes(1));
        assertThat(sweep.run()).isOne();
        Job ended = desk.jobs.find(job.jobId()).orElseThrow();
        assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
        assertThat(ended.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(ended.failure().retryable()).isTrue();
        assertThat(sweep.run()).isZero();
        assertThat(desk.jobs.find(job.jobId())).contains(ended);
    }

    @Test
    void aSubmissionThatWasCutOffStaysUnknown() {
        Job job = desk.put(Jobs.billing());
        desk.clock.advance(CloseForgotten.LONGEST_EXECUTION.multipliedBy(2));
        assertThat(sweep.run()).isOne();
        assertThat(desk.jobs.find(job.jobId()).orElseThrow().status()).isEqualTo(JobStatus.SUBMIT_UNKNOWN);
    }

    @Test
    void anOldJobThatIsWorkedOnIsLeftAlone() {
        Job job = desk.put(Jobs.preparing());
        desk.clock.advance(CloseForgotten.LONGEST_EXECUTION.multipliedBy(2));
        Job written =
                desk.jobs.change(job.jobId(), mine -> mine.gated("vendor", null, null, false, desk.clock.instant()));
        assertThat(sweep.run()).isZero();
        assertThat(desk.jobs.find(job.jobId())).contains(written);
    }

    @Test
    void aJobThatWaitsForItsPhotoOrHasEndedIsNoneOfItsBusiness() {
        Job awaiting = desk.put(Jobs.awaiting("0".repeat(32), Jobs.NOW));
        Job succeeded = desk.put(Jobs.succeeded());
        desk.clock.advance(Duration.ofDays(2));
        assertThat(sweep.run()).isZero();
        assertThat(desk.jobs.find(awaiting.jobId())).contains(awaiting);
        assertThat(desk.jobs.find(succeeded.jobId())).contains(succeeded);
    }
}
