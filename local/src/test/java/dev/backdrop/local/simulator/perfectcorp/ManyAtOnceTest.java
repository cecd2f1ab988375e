package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManyAtOnceTest {

    @Test
    void anAccountForTenTasksPaysForTenHoweverManyAskAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Bench bench = new Bench(options -> options.withBalance(43))) {
            String file = bench.upload(Bench.PHOTO);
            Callable<Integer> call = () -> bench.createWith(file, "a beach").status();

            List<Future<Integer>> calls =
                    callers.invokeAll(Stream.generate(() -> call).limit(40).toList());

            int created = 0;
            for (Future<Integer> answer : calls) {
                assertThat(answer.get()).isIn(200, 400);
                created += answer.get() == 200 ? 1 : 0;
            }
            bench.pass(3);
            assertThat(created).isEqualTo(10);
            assertThat(bench.vendor().taskIds()).hasSize(10).doesNotHaveDuplicates();
            assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("40");
            assertThat(bench.vendor().balance()).isEqualByComparingTo("3");
            assertThat(bench.simulator.journal().entries())
                    .hasSize(42)
                    .isSortedAccordingTo((one, other) -> Long.compare(one.number(), other.number()));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aFailedTaskGivesItsUnitsBack() throws Exception {
        try (Bench bench = new Bench(options -> options.withBalance(4))) {
            String file = bench.upload(Bench.PHOTO);
            bench.vendor().tasks().task(1).failsWith("error_inference").takes(Duration.ofSeconds(1));

            assertThat(bench.createWith(file, "a beach").status()).isEqualTo(200);
            assertThat(bench.createWith(file, "a beach").status()).isEqualTo(400);
            bench.pass(1);
            assertThat(bench.createWith(file, "a beach").status()).isEqualTo(200);
        }
    }

    @Test
    void resultsAndPhotosOfForgottenTasksAreReleasedButTheirChargeStays() throws Exception {
        try (Bench bench = new Bench(options -> options.withResultLinkValidity(Duration.ofDays(7)))) {
            var link = bench.result(bench.task());
            assertThat(bench.download(link).statusCode()).isEqualTo(200);
            bench.pass(24 * 3600);
            bench.task();

            assertThat(bench.download(link).statusCode()).isEqualTo(404);
            assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("4");
        }
    }
}
