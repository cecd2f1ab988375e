package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpireUploadsTest {

    private final Desk desk = new Desk();
    private final ExpireUploads sweep =
            new ExpireUploads(desk.jobs, desk.bucket, desk.executions, desk.clock, desk.log());

    private static String id(int number) {
        return String.format("%032x", number);
    }

    @Test
    void aPhotoThatNeverCameEndsItsJobAfterHalfAnHour() {
        desk.put(Jobs.awaiting(id(1), Jobs.NOW));
        desk.clock.advance(ExpireUploads.PATIENCE);
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(0, 0));

        desk.clock.advance(Duration.ofNanos(1));
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(1, 0));
        Job job = desk.jobs.find(id(1)).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.failure().code()).isEqualTo(FailureCode.UPLOAD_EXPIRED);
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(0, 0));
    }

    @Test
    void jobsThatHaveTheirPhotoAreLeftAlone() {
        desk.put(Jobs.preparing());
        desk.put(Jobs.awaiting(id(1), Jobs.NOW));
        desk.clock.advance(Duration.ofHours(1));
        sweep.run();
        assertThat(desk.jobs.find(Jobs.preparing().jobId())).contains(Jobs.preparing());
    }

    @Test
    void hundredsAreSweptAtOnce() {
        for (int i = 0; i < 250; i++) {
            desk.put(Jobs.awaiting(id(i), Jobs.NOW.plusMillis(i / 3)));
        }
        desk.clock.advance(Duration.ofHours(1));
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(250, 0));
        assertThat(desk.jobs.all()).allMatch(job -> job.status() == JobStatus.CANCELLED);
    }

    @Test
    void aPhotoThatCameWithoutItsEventHasItsWorkflowStartedOnce() {
        Job job = desk.put(Jobs.awaiting(id(1), Jobs.NOW));
        desk.bucket.put(job.source().key(), "photo", Map.of());
        desk.clock.advance(Duration.ofHours(1));
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(0, 1));
        sweep.run();
        assertThat(desk.executions.started()).containsOnlyKeys(job.jobId());
        assertThat(desk.executions.started().get(job.jobId()).at("/source/key").asText())
                .isEqualTo(job.source().key());
        assertThat(desk.jobs.find(job.jobId())).contains(job);
    }

    @Test
    void aJobThatTheWorkflowDidNotTakeOverEndsAsOurFault() {
        Job job = desk.put(Jobs.awaiting(id(1), Jobs.NOW));
        desk.bucket.put(job.source().key(), "photo", Map.of());
        desk.executions.end(job.jobId());
        desk.clock.advance(Duration.ofHours(1));
        assertThat(sweep.run()).isEqualTo(new ExpireUploads.Sweep(1, 0));
        Job ended = desk.jobs.find(id(1)).orElseThrow();
        assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
        assertThat(ended.failure().message()).contains("didn't take the job over", job.jobId());
    }
}
