package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.ExecutionNames;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryJobTest {

    private static final String ACCEPT = "{\"acceptPossibleCharge\":true}";

    private final Desk desk = new Desk();

    private Desk.Reply retry(Job job, String body) {
        return desk.post("/jobs/" + job.jobId() + "/retry", body);
    }

    private static Job withExecution(Job job, String name) {
        return new Job(
                job.jobId(),
                job.status(),
                job.version(),
                RecordedExecutions.ARN + name,
                job.run(),
                job.batchId(),
                job.source(),
                job.request(),
                job.provider(),
                job.photo(),
                job.background(),
                job.composed(),
                job.attempts(),
                job.result(),
                job.failure(),
                job.createdAt(),
                job.updatedAt());
    }

    @Test
    void aFailedJobGetsARunOfItsOwnNameAndStaysAsItIsUntilThatRunHasIt() {
        Job job = desk.put(Jobs.failed());
        Desk.Reply reply = retry(job, null);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().path("execution").asText()).isEqualTo(RecordedExecutions.ARN + job.jobId() + "-r1");
        assertThat(reply.body().at("/job/status").asText()).isEqualTo("FAILED");
        assertThat(reply.body().has("warning")).isFalse();
        assertThat(desk.executions.started().get(job.jobId() + "-r1"))
                .hasToString("{\"retry\":\"" + job.jobId() + "\",\"run\":1}");
        assertThat(desk.jobs.all()).containsExactly(job);
    }

    @Test
    void askingTwiceStartsOneRun() {
        Job job = desk.put(Jobs.failed());
        retry(job, "{}");
        assertThat(retry(job, "{}").status()).isEqualTo(202);
        assertThat(desk.executions.started()).hasSize(1);
    }

    @Test
    void runsAreNumberedByTheJobsLastOne() {
        Job job = desk.put(withExecution(Jobs.failed(), Jobs.failed().jobId() + "-r7"));
        retry(job, "{}");
        assertThat(desk.executions.started()).containsOnlyKeys(job.jobId() + "-r8");
        assertThat(ExecutionNames.nextRetry(withExecution(job, "another-r7"))).isEqualTo(1);
        assertThat(ExecutionNames.nextRetry(withExecution(job, job.jobId()))).isEqualTo(1);
        assertThat(ExecutionNames.nextRetry(Jobs.awaiting("a".repeat(32), Jobs.NOW)))
                .isEqualTo(1);
        assertThat(ExecutionNames.nextRetry(withExecution(job, ExecutionNames.retryOf("batch", job.jobId(), 8))))
                .isEqualTo(9);
        assertThat(ExecutionNames.retryOf("b".repeat(80), "f".repeat(32), 999_999))
                .hasSizeLessThan(80);
        assertThat(ExecutionNames.retry("f".repeat(32), 999_999)).hasSizeLessThan(80);
    }

    @Test
    void aRunThatEndedBeforeItHadTheJobIsPassedOver() {
        Job job = desk.put(Jobs.failed());
        desk.executions.end(job.jobId() + "-r1");
        desk.executions.end(job.jobId() + "-r2");
        assertThat(retry(job, "{}").status()).isEqualTo(202);
        assertThat(desk.executions.started()).containsOnlyKeys(job.jobId() + "-r3");
    }

    @Test
    void whenNoRunEverGetsTheJobItIsOurFault() {
        Job job = desk.put(Jobs.failed());
        for (int number = 1; number < 20; number++) {
            desk.executions.end(job.jobId() + "-r" + number);
        }
        assertThat(retry(job, "{}").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, TASK_FAILED, NO, 202",
        "FAILED, TASK_TIMEOUT, MAYBE, 202",
        "FAILED, RESULT_INVALID, YES, 202",
        "FAILED, TASK_EXPIRED, MAYBE, 409",
        "CANCELLED, CANCELLED, NO, 202",
        "CANCELLED, CANCELLED, MAYBE, 202",
        "REJECTED, CONTENT_REJECTED, NO, 202",
        "SUBMIT_UNKNOWN, SUBMIT_UNKNOWN, MAYBE, 409",
        "SUBMIT_UNKNOWN, SUBMIT_UNKNOWN, NO, 409"
    })
    void whatMayBeChargedTwiceIsOnlyRunAgainOnTheCallersWord(
            JobStatus status, FailureCode code, Charge charge, int answer) {
        Job job = desk.put(Jobs.ended(status, code, charge));
        for (String body : new String[] {null, "{}", "{\"acceptPossibleCharge\":false}"}) {
            Desk.Reply reply = retry(job, body);
            assertThat(reply.status()).isEqualTo(answer);
            if (answer == 409) {
                assertThat(reply.body().path("detail").asText()).contains("charge", "acceptPossibleCharge");
                assertThat(desk.executions.started()).isEmpty();
            }
        }
        assertThat(retry(job, ACCEPT).status()).isEqualTo(202);
        assertThat(desk.executions.started()).hasSize(1);
    }

    /** The function goes on when its execution is stopped, and writes the task down also when the job has ended. */
    @Test
    void aSubmissionWhoseTaskHasBecomeKnownSinceIsTakenUpWithoutFurtherQuestions() {
        Job unknown = Jobs.ended(JobStatus.SUBMIT_UNKNOWN, FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE);
        Job known = desk.put(unknown.accepted(
                new Attempt.Task("task-9", "request-9", Jobs.NOW), Optional.empty(), Jobs.NOW.plusSeconds(10)));

        assertThat(desk.get("/jobs/" + known.jobId()).body().at("/error/advice").asText())
                .contains("task is known");
        assertThat(retry(known, "{}").status()).isEqualTo(202);
        assertThat(known.reopened("again", null, Jobs.NOW.plusSeconds(20)).status())
                .isEqualTo(JobStatus.PROCESSING);
    }

    /** The second task of a chain, cancelled while it was submitted, or lost by the vendor: finished steps are no excuse. */
    @Test
    void aChainThatMayPayForItsNextTaskTwiceIsOnlyRunAgainOnTheCallersWord() {
        Job second = Jobs.processing().nextStep(BigDecimal.ONE, Jobs.NOW);
        Failure maybe = new Failure(FailureCode.CANCELLED, "cancelled", "painter", null, true, Charge.MAYBE);
        Failure lost = new Failure(FailureCode.TASK_EXPIRED, "lost", "painter", null, true, Charge.MAYBE);
        Job unsure = second.billing(Jobs.NOW).ended(JobStatus.CANCELLED, maybe, Jobs.NOW);
        Job expired = second.attemptFailed(lost, false, Jobs.NOW).ended(JobStatus.FAILED, lost, Jobs.NOW);
        Job between = second.ended(JobStatus.CANCELLED, maybe, Jobs.NOW);
        for (Job job : List.of(unsure, expired)) {
            desk.put(job);
            assertThat(retry(job, "{}").status()).isEqualTo(409);
            assertThat(desk.executions.started()).isEmpty();
        }
        desk.put(between);
        assertThat(retry(between, "{}").status()).isEqualTo(202);
    }

    @Test
    void whatAnotherRunHasMadeOfTheJobMeanwhileCountsWhicheverNameItHad() {
        Job job = desk.put(Jobs.failed());
        Job since = Jobs.ended(JobStatus.SUBMIT_UNKNOWN, FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE);
        desk.executions.end(job.jobId() + "-r1");
        desk.executions.whenAsked(() -> desk.put(withExecution(since, "by-hand")));

        assertThat(retry(job, "{}").status()).isEqualTo(409);
        assertThat(desk.executions.started()).isEmpty();
    }

    @Test
    void aRejectedJobIsRunAgainWithAWarning() {
        Job job = desk.put(Jobs.ended(JobStatus.REJECTED, FailureCode.INVALID_PHOTO, Charge.NO));
        assertThat(retry(job, "{}").body().path("warning").asText()).contains("were refused");
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"PREPARING", "SUBMITTING", "PROCESSING", "STORING", "SUCCEEDED"})
    void aJobThatRunsOrHasSucceededIsNotRunAgain(JobStatus status) {
        Job job = desk.put(
                switch (status) {
                    case PREPARING -> Jobs.preparing();
                    case SUBMITTING -> Jobs.submitting();
                    case PROCESSING -> Jobs.processing();
                    case STORING -> Jobs.storing();
                    default -> Jobs.succeeded();
                });
        Desk.Reply reply = retry(job, ACCEPT);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().path("detail").asText()).contains(status.name());
        assertThat(desk.executions.started()).isEmpty();
    }

    @Test
    void aJobWhosePhotoNeverCameHasNothingToRunOn() {
        Job job = desk.put(Jobs.awaiting("a".repeat(32), Jobs.NOW));
        assertThat(retry(job, ACCEPT).status()).isEqualTo(409);
        desk.post("/jobs/" + job.jobId() + "/cancel", null);
        Desk.Reply reply = retry(job, ACCEPT);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().path("detail").asText()).contains("never arrived");
    }
}
