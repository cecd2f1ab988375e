package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An execution that ends without ending its job: the event of its end does. */
class AbandonedExecutionTest {

    @Test
    void aJobWhoseExecutionIsAbortedWhileTheVendorWorksIsClosedAndSaysWhatItMayCost() {
        try (World world = World.start()) {
            world.vendor().tasks().take(Duration.ofMinutes(5));
            world.upload("uploads/shoe.jpg", World.jpeg(320, 240), World.PROMPT);
            world.time.advance(Duration.ofSeconds(30));
            Execution execution = world.cloud.executions().get(0);
            assertThat(world.job("uploads/shoe.jpg").status()).isEqualTo(JobStatus.PROCESSING);

            execution.abort();
            world.run();

            Job job = world.job("uploads/shoe.jpg");
            assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.failure().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
            assertThat(job.failure().message()).contains("ABORTED");
            assertThat(job.failure().charged()).isEqualTo(Charge.MAYBE);
            assertThat(world.cloud.bus().deadLetters()).isEmpty();
        }
    }

    @Test
    void anExecutionThatIsAbortedBeforeItClaimedItsJobLeavesARecordToo() {
        try (World world = World.start()) {
            world.upload("uploads/shoe.jpg", World.jpeg(320, 240), World.PROMPT);
            assertThat(world.time.runUntil(() -> !world.cloud.executions().isEmpty()))
                    .isTrue();
            world.cloud.executions().get(0).abort();
            world.run();

            assertThat(world.records()).isOne();
            assertThat(world.job("uploads/shoe.jpg").isFinal()).isTrue();
        }
    }

    /**
     * Step Functions leaves an input out of the event that is too large for it.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Event delivery</a>
     */
    @Test
    void anEventWithoutTheExecutionsInputEndsTheJobThatTheExecutionHas() {
        try (World world = World.start()) {
            world.vendor().tasks().take(Duration.ofMinutes(5));
            world.upload("uploads/shoe.jpg", World.jpeg(320, 240), World.PROMPT);
            world.time.advance(Duration.ofSeconds(30));
            Job job = world.job("uploads/shoe.jpg");
            assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);

            world.cloud
                    .functions()
                    .invoke(
                            world.cloud.name("CloseAbandonedFunction"),
                            ("{\"detail\":{\"executionArn\":\"" + job.execution()
                                            + "\",\"status\":\"TIMED_OUT\",\"input\":null,\"inputDetails\":{\"included\":false}}}")
                                    .getBytes(StandardCharsets.UTF_8));

            assertThat(world.job("uploads/shoe.jpg").status()).isEqualTo(JobStatus.FAILED);
            assertThat(world.job("uploads/shoe.jpg").failure().message()).contains("TIMED_OUT");
        }
    }
}
