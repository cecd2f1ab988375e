package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.api.Effects.Break;
import dev.backdrop.failure.Charge;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CancelJobTest {

    private final Desk desk = new Desk();

    private Desk.Reply cancel(Job job) {
        return desk.post("/jobs/" + job.jobId() + "/cancel", null);
    }

    static Stream<Arguments> open() {
        return Stream.of(
                Arguments.of(Jobs.preparing(), Charge.NO, "cancelled before anything was submitted"),
                Arguments.of(Jobs.submitting(), Charge.NO, "before anything was submitted to painter"),
                Arguments.of(Jobs.billing(), Charge.MAYBE, "may have accepted it and may charge"),
                Arguments.of(Jobs.processing(), Charge.MAYBE, "had task task-9, which it may still finish"),
                Arguments.of(Jobs.storing(), Charge.YES, "had finished task task-9, which it charges for"));
    }

    @ParameterizedTest
    @MethodSource("open")
    void anOpenJobIsCancelledWithWhatMayBeChargedAndItsExecutionStopped(Job job, Charge charge, String message) {
        desk.put(job);
        Desk.Reply reply = cancel(job);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("status").asText()).isEqualTo("CANCELLED");
        assertThat(reply.body().at("/error/code").asText()).isEqualTo("CANCELLED");
        assertThat(reply.body().at("/error/charged").asText()).isEqualTo(charge.name());
        assertThat(reply.body().at("/error/message").asText()).contains(message);
        assertThat(desk.executions.stopped()).containsExactly(Jobs.FIRST_RUN);
        Job kept = desk.jobs.all().iterator().next();
        assertThat(kept.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(kept.attempts()).isEqualTo(job.attempts());
    }

    @Test
    void whatAnEarlierAttemptMayHaveCostIsNotForgotten() {
        Job job = desk.put(Jobs.processing()
                .attemptFailed(
                        new dev.backdrop.failure.Failure(
                                dev.backdrop.failure.FailureCode.TASK_FAILED, "x", "painter", null, true, Charge.YES),
                        true,
                        Jobs.NOW)
                .submitting(Jobs.NOW));
        assertThat(cancel(job).body().at("/error/charged").asText()).isEqualTo("YES");
    }

    @Test
    void aJobThatWaitsForItsPhotoHasNoExecutionToStop() {
        Job job = desk.put(Jobs.awaiting("a".repeat(32), Jobs.NOW));
        assertThat(cancel(job).status()).isEqualTo(200);
        assertThat(desk.executions.stopped()).isEmpty();
    }

    @Test
    void aJobThatHasEndedStaysAsItIs() {
        for (Job job : new Job[] {Jobs.succeeded(), Jobs.failed()}) {
            desk.put(job);
            Desk.Reply reply = cancel(job);
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.body().path("detail").asText()).isEqualTo("the job has ended as " + job.status());
            assertThat(desk.jobs.all()).containsExactly(job);
        }
        assertThat(desk.executions.stopped()).isEmpty();
    }

    @Test
    void anExecutionThatCanNotBeStoppedIsNoReasonToSayNo() {
        Job job = desk.put(Jobs.processing());
        // Found, changed, then stopped.
        desk.effects.breakAt(3, Break.AWAY_BEFORE);
        assertThat(cancel(job).status()).isEqualTo(200);
        assertThat(desk.logged()).contains("execution of a cancelled job not stopped", job.jobId());
    }
}
