package dev.backdrop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.log.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Batches whose execution is over without a word. */
class CloseForgottenBatchesTest {

    private final Bench bench = new Bench();
    private final Map<String, String> ended = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private int sweepAfter(Duration time) {
        Clock later = Clock.fixed(Bench.NOW.plus(time), ZoneOffset.UTC);
        return new CloseForgottenBatches(
                        bench.store,
                        execution -> {
                            asked.add(execution);
                            return Optional.ofNullable(ended.get(execution));
                        },
                        bench.closing(),
                        later,
                        new Log(new PrintStream(OutputStream.nullOutputStream()), later))
                .run();
    }

    private Batch batch() {
        return bench.store.find("b").orElseThrow();
    }

    private void runs() {
        bench.photo("batches/a/1.jpg");
        bench.planFolder("b", "");
        assertThat(batch().status()).isEqualTo(BatchStatus.RUNNING);
    }

    @Test
    void oneWhoseExecutionHasEndedIsEndedReportedAndGivesItsFolderBack() {
        runs();
        ended.put("arn:b", "TIMED_OUT");

        assertThat(sweepAfter(Duration.ofHours(1))).isOne();

        assertThat(batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch().message()).contains("TIMED_OUT");
        assertThat(batch().ending().report()).isNotNull();
        assertThat(bench.store.locks).isEmpty();
        assertThat(sweepAfter(Duration.ofHours(2))).isZero();
    }

    @Test
    void oneThatWasAbortedIsCancelled() {
        runs();
        ended.put("arn:b", "ABORTED");

        sweepAfter(Duration.ofHours(1));

        assertThat(batch().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @Test
    void oneWhoseExecutionRunsIsLeftAloneHoweverLongItIsQuiet() {
        runs();

        assertThat(sweepAfter(Duration.ofDays(13))).isZero();

        assertThat(batch().status()).isEqualTo(BatchStatus.RUNNING);
        assertThat(asked).containsExactly("arn:b");
    }

    @Test
    void oneThatWasWrittenAMomentAgoHasItsOwnEventStillToCome() {
        runs();
        ended.put("arn:b", "FAILED");

        assertThat(sweepAfter(CloseForgottenBatches.PATIENCE)).isZero();

        assertThat(batch().status()).isEqualTo(BatchStatus.RUNNING);
        assertThat(asked).isEmpty();
    }
}
