package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rates, tasks at once, credits: three reasons for the same HTTP status. */
class LimitsTest {

    private static void assertRefused(Bench.Reply reply, String error) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.body().get("message").textValue()).isNotBlank();
        assertThat(reply.raw().headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void fiftySubmissionsPassInAMinute() throws IOException {
        try (Bench bench = new Bench()) {
            for (int call = 0; call < 50; call++) {
                assertThat(bench.post(Bench.RUN, "{}").status()).isEqualTo(400);
            }
            assertRefused(bench.post(Bench.RUN, "{}"), "RateLimitExceeded");
            assertThat(bench.get("/v1/status/any").status()).isEqualTo(404);
            bench.pass(59);
            assertRefused(bench.post(Bench.RUN, "{}"), "RateLimitExceeded");
            bench.pass(1);
            assertThat(bench.post(Bench.RUN, "{}").status()).isEqualTo(400);
        }
    }

    @Test
    void fiftyStatusCallsPassInTenSeconds() throws IOException {
        try (Bench bench = new Bench()) {
            String id = bench.task();
            for (int call = 0; call < 50; call++) {
                assertThat(bench.status(id).status()).isEqualTo(200);
            }
            assertRefused(bench.status(id), "RateLimitExceeded");
            bench.pass(10);
            assertThat(bench.status(id).status()).isEqualTo(200);
        }
    }

    @Test
    void theRatesAreOptionsAndTheCreditsCallHasItsOwn() throws IOException {
        try (Bench bench = new Bench(options -> options.withRateLimits(1, 2))) {
            bench.task();
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "RateLimitExceeded");
            assertThat(bench.status("any").status()).isEqualTo(404);
            assertThat(bench.status("any").status()).isEqualTo(404);
            assertRefused(bench.status("any"), "RateLimitExceeded");
            for (int call = 0; call < 30; call++) {
                assertThat(bench.get("/v1/credits").status()).isEqualTo(200);
            }
            assertRefused(bench.get("/v1/credits"), "RateLimitExceeded");
        }
    }

    @Test
    void sixTasksRunAtOnceAndTheSeventhWaitsForOne() throws IOException {
        try (Bench bench = new Bench()) {
            bench.vendor().tasks().task(3).takes(Duration.ofSeconds(5));
            for (int task = 0; task < 6; task++) {
                bench.task();
            }
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "ConcurrencyLimitExceeded");
            assertThat(bench.vendor().tasksCreated()).isEqualTo(6);

            bench.pass(5);
            bench.task();
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "ConcurrencyLimitExceeded");
        }
    }

    @Test
    void anAccountThatCannotPayIsRefusedUnderTheSameStatus() throws IOException {
        try (Bench bench = new Bench(options -> options.withPrice(2).withBalance(3))) {
            bench.task();
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "OutOfCredits");
            bench.pass(12);
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "OutOfCredits");

            bench.vendor().balance(2);
            bench.task();
            assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
        }
    }

    @Test
    void aFailedTaskGivesItsCreditBack() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(1))) {
            bench.vendor().tasks().task(1).failsWith("PipelineError");
            bench.task();
            assertRefused(bench.runWith(Bench.PHOTO, "a beach"), "OutOfCredits");
            bench.pass(12);
            bench.task();
        }
    }

    @Test
    void theCreditsAreTheBalance() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(10))) {
            bench.task();
            bench.pass(12);

            JsonNode credits = bench.get("/v1/credits").body().get("credits");
            assertThat(credits.get("total").asInt()).isEqualTo(9);
            assertThat(credits.get("subscription").asInt()
                            + credits.get("on_demand").asInt())
                    .isEqualTo(9);
            assertThat(bench.vendor().balance()).isEqualByComparingTo("9");
        }
    }

    @Test
    void anAccountForFourTasksPaysForFourHoweverManyAskAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Bench bench = new Bench(options -> options.withBalance(4))) {
            Callable<Integer> call = () -> bench.runWith(Bench.PHOTO, "a beach").status();
            List<Future<Integer>> calls =
                    callers.invokeAll(Stream.generate(() -> call).limit(24).toList());

            int created = 0;
            for (Future<Integer> answer : calls) {
                assertThat(answer.get()).isIn(200, 429);
                created += answer.get() == 200 ? 1 : 0;
            }
            bench.pass(12);
            assertThat(created).isEqualTo(4);
            assertThat(bench.vendor().taskIds()).hasSize(4).doesNotHaveDuplicates();
            assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("4");
            assertThat(bench.vendor().balance()).isZero();
        } finally {
            callers.shutdownNow();
        }
    }
}
