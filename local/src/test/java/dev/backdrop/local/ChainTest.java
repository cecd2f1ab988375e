package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.picwish.PicWishEndpoint;
import dev.backdrop.local.simulator.picwish.PicWishOptions;
import dev.backdrop.local.simulator.picwish.PicWishSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prompt at PicWish takes two tasks, a cut-out and a generated background: neither is paid for twice. */
class ChainTest {

    private static final String KEY = "uploads/shoe.jpg";

    private World world;

    @AfterEach
    void stop() {
        world.close();
    }

    private PicWishSimulator start(Map<String, String> settings) {
        world = World.of(List.of(PicWishOptions.defaults()), settings);
        return world.simulator.vendor(PicWishSimulator.class);
    }

    private Job process(String... background) {
        world.upload(KEY, World.jpeg(320, 240), Map.of(background[0], background[1], "provider", "picwish"));
        world.run();
        return world.job(KEY);
    }

    private Job prompt() {
        return process("background-prompt", "on a marble table");
    }

    private long calls(String path) {
        return world.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals(path) && request.status() != 429)
                .count();
    }

    private long segmentations() {
        return calls("/api/tasks/visual/segmentation");
    }

    private long backgrounds() {
        return calls("/api/tasks/visual/background");
    }

    @Test
    void twoTasksMakeOneAttemptThatCostsWhatBothCost() {
        PicWishSimulator vendor = start(Map.of());
        Job job = prompt();

        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.attempts()).hasSize(1);
        Attempt attempt = job.attempts().get(0);
        assertThat(attempt.steps()).hasSize(1);
        assertThat(attempt.steps().get(0).polls()).isPositive();
        assertThat(attempt.ending().credits()).isEqualByComparingTo("4");
        assertThat(vendor.creditsCharged()).isEqualTo(4);
    }

    @Test
    void aSecondTaskThatFailsIsMadeAgainWithoutTheFirst() {
        PicWishSimulator vendor = start(Map.of());
        vendor.tasks().task(2).failsWith(-1);
        Job job = prompt();

        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.attempts()).hasSize(2);
        assertThat(segmentations()).isEqualTo(1);
        assertThat(backgrounds()).isEqualTo(2);
        assertThat(vendor.creditsCharged()).isEqualTo(4);
        assertThat(job.attempts().get(0).ending().credits()).isEqualByComparingTo("1");
        assertThat(job.attempts().get(1).ending().credits()).isEqualByComparingTo("3");
    }

    @Test
    void aJobThatFailsInItsSecondTaskSaysThatTheFirstIsPaidAndGoesOnFromThereWhenRunAgain() {
        PicWishSimulator vendor = start(Map.of());
        vendor.tasks().task(2).failsWith(-1);
        vendor.tasks().task(3).failsWith(-1);
        Job failed = prompt();

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.failure().charged()).isEqualTo(Charge.YES);
        assertThat(failed.failure().message()).contains("The step before it is paid for");

        world.cloud.start(
                "JobWorkflow", "again", JsonNodeFactory.instance.objectNode().put("retry", failed.jobId()));
        world.run();

        assertThat(world.job(KEY).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(segmentations()).isEqualTo(1);
        assertThat(vendor.creditsCharged()).isEqualTo(4);
    }

    @Test
    void aCutOutThatHasExpiredIsPaidForOnceMore() {
        PicWishSimulator vendor = start(Map.of());
        vendor.tasks().task(2).failsWith(-1);
        vendor.tasks().task(3).failsWith(-1);
        Job failed = prompt();
        world.time.advance(Duration.ofHours(2));

        for (int run = 2; run <= 3; run++) {
            world.cloud.start(
                    "JobWorkflow",
                    "again-" + run,
                    JsonNodeFactory.instance.objectNode().put("retry", failed.jobId()));
            world.run();
        }

        assertThat(world.job(KEY).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(segmentations()).isEqualTo(2);
        assertThat(vendor.creditsCharged()).isEqualTo(5);
    }

    @Test
    void aSecondSubmissionWithoutAnAnswerIsUnknownAndNotRepeated() {
        PicWishSimulator vendor = start(Map.of());
        vendor.faults().next(PicWishEndpoint.BACKGROUND_CREATE, Fault.dropAfter());
        Job job = prompt();

        assertThat(job.status()).isEqualTo(JobStatus.SUBMIT_UNKNOWN);
        assertThat(job.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(segmentations()).isEqualTo(1);
        assertThat(backgrounds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"url", "base64", "binary"})
    void anAnswerThatBringsTheResultIsKeptAndPaidOnce(String returned) {
        PicWishSimulator vendor =
                start(Map.of("BACKDROP_PICWISH_SYNC", "true", "BACKDROP_PICWISH_RETURN_TYPE", returned));
        Job job = process("background-color", "#3366cc");

        assertThat(job.failure()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.attempts().get(0).ending().credits()).isEqualByComparingTo("1");
        assertThat(segmentations()).isEqualTo(1);
        assertThat(vendor.creditsCharged()).isEqualTo(1);
    }

    @Test
    void aChainWorksWithAnswersAtOnceToo() {
        PicWishSimulator vendor = start(Map.of("BACKDROP_PICWISH_SYNC", "true"));
        Job job = prompt();

        assertThat(job.failure()).isNull();
        assertThat(vendor.creditsCharged()).isEqualTo(4);
        assertThat(segmentations()).isEqualTo(1);
    }
}
