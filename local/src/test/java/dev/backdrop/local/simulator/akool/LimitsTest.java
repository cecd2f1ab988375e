package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.simulator.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void fiveCallsASecondPassUnlessToldOtherwise() throws IOException {
        try (Bench bench = new Bench(options -> AkoolOptions.defaults().withApiKey(Bench.KEY))) {
            for (int call = 0; call < 5; call++) {
                assertThat(bench.info("any").code()).isEqualTo(1003);
            }
            Bench.Reply refused = bench.info("any");
            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.body().toString()).isEqualTo("{\"code\":1005,\"msg\":\"Operation is too frequent\"}");
            bench.pass(1);
            assertThat(bench.info("any").code()).isEqualTo(1003);
        }
    }

    @Test
    void aCallOverTheRateCreatesNothing() throws IOException {
        try (Bench bench = new Bench(options -> options.withRateLimit(1, Duration.ofSeconds(10)))) {
            bench.task();
            assertThat(bench.create(bench.body()).code()).isEqualTo(1005);
            bench.pass(10);
            bench.task();
            assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
            assertThat(bench.vendor().creditsCharged()).isEqualTo(8);
        }
    }

    @Test
    void anAccountForTenTasksPaysForTenHoweverManyAskAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Bench bench = new Bench(options -> options.withBalance(43))) {
            JsonNode body = bench.body();
            Callable<Integer> call = () -> bench.create(body).code();
            List<Integer> codes = new java.util.ArrayList<>();
            for (Future<Integer> answer :
                    callers.invokeAll(Stream.generate(() -> call).limit(30).toList())) {
                codes.add(answer.get());
            }
            assertThat(codes).filteredOn(code -> code == 1000).hasSize(10);
            assertThat(codes).filteredOn(code -> code == 1006).hasSize(20);
            assertThat(bench.vendor().taskIds()).hasSize(10).doesNotHaveDuplicates();
            assertThat(bench.vendor().creditsCharged()).isEqualTo(40);
            assertThat(bench.vendor().balance()).isEqualTo(3);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void creditsAreGoneAtCreationAndAFailureGivesNoneBack() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(6).withPrice(6))) {
            bench.vendor().tasks().fail("no");
            String task = bench.task();
            assertThat(bench.vendor().balance()).isZero();
            bench.pass(3);
            assertThat(bench.status(task)).isEqualTo(4);
            assertThat(bench.vendor().creditsCharged()).isEqualTo(6);
            assertThat(bench.create(bench.body()).body().toString())
                    .isEqualTo("{\"code\":1006,\"msg\":\"Your quota is not enough\"}");
            bench.vendor().balance(6);
            assertThat(bench.create(bench.body())
                            .data()
                            .path("deduction_credit")
                            .intValue())
                    .isEqualTo(6);
        }
    }

    @Test
    void faultsComeBeforeOrAfterTheCallAtEveryEndpoint() throws IOException {
        try (Bench bench = new Bench()) {
            bench.vendor()
                    .faults()
                    .next(AkoolEndpoint.TASK_CREATE, Fault.status(503))
                    .next(AkoolEndpoint.TASK_CREATE, Fault.dropAfter())
                    .next(AkoolEndpoint.TASK_INFO, Fault.status(500))
                    .next(AkoolEndpoint.TOKEN, Fault.status(502))
                    .next(AkoolEndpoint.RESULT, Fault.status(404));
            assertThat(bench.create(bench.body()).status()).isEqualTo(503);
            assertThat(bench.vendor().tasksCreated()).isZero();
            assertThatThrownBy(() -> bench.create(bench.body())).isInstanceOf(IOException.class);
            assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
            assertThat(bench.info("any").status()).isEqualTo(500);
            assertThat(bench.call(Bench.posting(bench.bare(Bench.TOKEN), "{}")).status())
                    .isEqualTo(502);
            URI result = bench.result(bench.vendor().taskIds().get(0));
            assertThat(bench.download(result).statusCode()).isEqualTo(404);
            assertThat(bench.download(result).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theSettingsForOurClientLetItIn() {
        AkoolOptions options = AkoolOptions.defaults();
        assertThat(options.provider()).isEqualTo("akool");
        assertThat(options.clientSettings(URI.create("http://127.0.0.1:1")))
                .isEqualTo(Map.of(
                        "BACKDROP_AKOOL_ENABLED",
                        "true",
                        "BACKDROP_AKOOL_BASE_URL",
                        "http://127.0.0.1:1",
                        "BACKDROP_AKOOL_API_KEY",
                        options.apiKey(),
                        "BACKDROP_AKOOL_CLIENT_ID",
                        options.clientId()));
    }

    @Test
    void anOptionThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> AkoolOptions.defaults().withApiKey(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AkoolOptions.defaults().withFileSizeLimit(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
