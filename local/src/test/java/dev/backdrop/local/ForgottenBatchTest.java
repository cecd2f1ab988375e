package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.local.asl.Execution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A batch whose execution is over, and whose event got lost: the template's own sweep finds it. */
class ForgottenBatchTest {

    private static final String INPUT = "{\"folder\":\"batches/autumn/\",\"request\":" + BatchWorld.PROMPT + "}";

    @Test
    void theSweepEndsItAndTheFolderIsFreeAgain() throws Exception {
        try (BatchWorld batches = BatchWorld.start()) {
            batches.photos("autumn", 1);
            Execution over = batches.begin("over", "{\"folder\":\"batches/nothing/\"}");
            batches.world.run();
            batches.batches.claim(Batch.planning(
                    "lost",
                    over.arn(),
                    BatchOrderReader.read(BatchWorld.json(INPUT)),
                    batches.world.time.clock().instant()));
            assertThat(batches.batches.lock("batches/autumn/", "lost")).isEqualTo("lost");
            assertThat(batches.run("meanwhile", INPUT).message()).contains("batch lost is at work");

            batches.world.time.advance(Duration.ofHours(2));

            assertThat(batches.batch("lost").status()).isEqualTo(BatchStatus.FAILED);
            assertThat(batches.batch("lost").message()).contains("its execution ended as SUCCEEDED");
            assertThat(batches.lockItems()).isZero();
            assertThat(batches.run("again", INPUT).status()).isEqualTo(BatchStatus.SUCCEEDED);
            assertThat(batches.world.cloud.bus().deadLetters()).isEmpty();
        }
    }
}
