package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** A job that ended badly, run again: nothing that is paid for is paid for twice. */
class RetryTest {

    private static final String KEY = "uploads/shoe.jpg";
    private static final byte[] PHOTO = World.jpeg(320, 240);

    private World world;

    @BeforeEach
    void start() {
        world = World.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Execution again(String jobId, int run) {
        return world.cloud.start(
                "JobWorkflow",
                jobId + "-r" + run,
                JsonNodeFactory.instance.objectNode().put("retry", jobId));
    }

    private Job runAgain(Job job) {
        Execution execution = again(job.jobId(), job.run().number() + 1);
        world.run();
        assertThat(execution.error()).as("error of the execution").isEmpty();
        return world.job(KEY);
    }

    @Test
    void aFailureBeforeAnyTaskIsTriedAgainFromTheStart() {
        world.vendor().balance(3);
        Job failed = world.process(KEY, PHOTO);
        world.vendor().balance(100);

        Job job = runAgain(failed);

        assertThat(failed.failure().code()).isEqualTo(FailureCode.PROVIDER_OUT_OF_CREDIT);
        assertThat(job.jobId()).isEqualTo(failed.jobId());
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.failure()).isNull();
        assertThat(job.run().number()).isEqualTo(2);
        assertThat(job.attempts()).hasSize(2);
        assertThat(world.vendor().unitsCharged()).isEqualByComparingTo("4");
        assertThat(world.announcements()).containsExactly("JobFailed FAILED", "JobSucceeded SUCCEEDED");
    }

    @Test
    void aPaidResultThatCouldNotBeFetchedIsFetchedWithoutPayingAgain() {
        world.vendor().faults().always(PerfectCorpEndpoint.RESULT, Fault.status(500));
        Job failed = world.process(KEY, PHOTO);
        world.vendor().faults().clear();

        Job job = runAgain(failed);

        assertThat(failed.failure().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.attempts()).hasSize(1);
        assertThat(world.vendor().tasksCreated()).isEqualTo(1);
        assertThat(world.vendor().unitsCharged()).isEqualByComparingTo("4");
    }

    @Test
    void everyRunHasAllOfItsAttempts() {
        world.vendor().tasks().failWith("error_inference");
        Job failed = world.process(KEY, PHOTO);

        Job job = runAgain(failed);

        assertThat(failed.attempts()).hasSize(2);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.attempts()).hasSize(4);
    }

    @Test
    void ofTwoRunsAtOnceOnlyOneHasTheJob() {
        world.vendor().balance(3);
        Job failed = world.process(KEY, PHOTO);
        world.vendor().balance(100);

        again(failed.jobId(), 2);
        world.cloud.start(
                "JobWorkflow", "by-hand", JsonNodeFactory.instance.objectNode().put("retry", failed.jobId()));
        world.run();

        assertThat(world.job(KEY).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.vendor().tasksCreated()).isEqualTo(1);
    }

    /** Decided on while nothing was charged, started after another run that may be. */
    @Test
    void aRunThatComesAfterAnotherOneThanItWasDecidedOnLeavesTheJobAlone() {
        world.vendor().balance(3);
        Job failed = world.process(KEY, PHOTO);
        world.vendor().balance(100);
        world.vendor().faults().next(PerfectCorpEndpoint.TASK_CREATE, Fault.dropAfter());
        Job unknown = runAgain(failed);

        world.cloud.start(
                "JobWorkflow",
                "late",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("retry", failed.jobId())
                        .put("run", failed.run().number()));
        world.run();

        assertThat(unknown.status()).isEqualTo(JobStatus.SUBMIT_UNKNOWN);
        assertThat(world.job(KEY)).isEqualTo(unknown);
        assertThat(world.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void aJobThatSucceededIsLeftAlone() {
        Job done = world.process(KEY, PHOTO);

        Job job = runAgain(done);

        assertThat(job).isEqualTo(done);
        assertThat(world.vendor().tasksCreated()).isEqualTo(1);
    }

    @Test
    void anUnknownSubmissionIsMadeAgainOnceSomebodyHasDecidedSo() {
        world.vendor().faults().next(PerfectCorpEndpoint.TASK_CREATE, Fault.dropAfter());
        Job unknown = world.process(KEY, PHOTO);

        Job job = runAgain(unknown);

        assertThat(unknown.status()).isEqualTo(JobStatus.SUBMIT_UNKNOWN);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.attempts()).hasSize(2);
        assertThat(job.attempts().get(0).ending().failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
    }

    @Test
    void aPresetThatWasMendedCountsTheNextTime() {
        String key = "uploads/white/shoe.jpg";
        preset("{\"background\":{\"prompt\":\"\"}}");
        world.upload(key, PHOTO, Map.of("provider", "perfectcorp"));
        world.run();
        Job rejected = world.job(key);
        preset("{\"background\":{\"prompt\":\"a marble table\"}}");

        again(rejected.jobId(), 2);
        world.run();

        assertThat(rejected.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(rejected.request()).isNull();
        assertThat(world.job(key).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private void preset(String json) {
        world.s3()
                .putObject(
                        put -> put.bucket(world.inputBucket()).key("presets/white.json"), RequestBody.fromString(json));
    }

    @Test
    void aRunOfAJobThatDoesNotExistFailsWithoutLeavingOne() {
        Execution execution = again("0123456789abcdef0123456789abcdef", 2);
        world.run();

        assertThat(execution.ended()).isTrue();
        assertThat(world.records()).isZero();
    }
}
