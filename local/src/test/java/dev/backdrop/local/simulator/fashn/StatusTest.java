package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aTaskGoesThroughItsStatesByTheClock() throws IOException {
        String id = bench.task();

        assertThat(bench.word(id)).isEqualTo("starting");
        bench.pass(2);
        assertThat(bench.word(id)).isEqualTo("in_queue");
        bench.pass(1);
        assertThat(bench.word(id)).isEqualTo("processing");
        bench.pass(8);
        Bench.Reply running = bench.status(id);
        assertThat(running.body().toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"status\":\"processing\",\"error\":null}");
        assertThat(running.creditsUsed()).isNull();
        assertThat(bench.vendor().creditsCharged()).isZero();

        bench.pass(1);
        Bench.Reply completed = bench.status(id);
        assertThat(completed.body().get("id").textValue()).isEqualTo(id);
        assertThat(completed.body().get("status").textValue()).isEqualTo("completed");
        assertThat(completed.body().get("output")).hasSize(1);
        assertThat(completed.body().get("error").isNull()).isTrue();
        assertThat(completed.creditsUsed()).isEqualTo("1");
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
    }

    @Test
    void theTimeThatATaskTakesIsAnOptionAndAScript() throws IOException {
        try (Bench quick = new Bench(options -> options.withProcessing(Duration.ofSeconds(2)))) {
            quick.vendor().tasks().task(2).takes(Duration.ofSeconds(100));
            String first = quick.task();
            String second = quick.task();
            quick.pass(2);

            assertThat(quick.word(first)).isEqualTo("completed");
            assertThat(quick.word(second)).isEqualTo("starting");
            quick.vendor().tasks().take(Duration.ofSeconds(7));
            String third = quick.task();
            quick.pass(6);
            assertThat(quick.word(third)).isEqualTo("processing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImageLoadError",
                "ContentModerationError",
                "ThirdPartyError",
                "PipelineError",
                "3rdPartyProviderError",
                "NobodyKnowsThisError"
            })
    void aTaskFailsWithWhatTheScriptSaysAndCostsNothing(String name) throws IOException {
        bench.vendor().tasks().task(1).failsWith(name);
        String failing = bench.task();
        String other = bench.task();
        assertThat(bench.word(failing)).isEqualTo("starting");
        bench.pass(12);

        Bench.Reply reply = bench.status(failing);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("status").textValue()).isEqualTo("failed");
        assertThat(reply.body().at("/error/name").textValue()).isEqualTo(name);
        assertThat(reply.body().at("/error/message").textValue()).isNotBlank();
        assertThat(reply.body().has("output")).isFalse();
        assertThat(reply.creditsUsed()).isEqualTo("0");
        assertThat(bench.word(other)).isEqualTo("completed");
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
    }

    @Test
    void allTasksFailUntilTheyAreToSucceedAgain() throws IOException {
        bench.vendor().tasks().failWith("PipelineError");
        String failing = bench.task();
        bench.vendor().tasks().succeed();
        String good = bench.task();
        bench.pass(12);

        assertThat(bench.word(failing)).isEqualTo("failed");
        assertThat(bench.word(good)).isEqualTo("completed");
    }

    @Test
    void theEndsThatOnlyTheClientLibrariesKnowAreFreeToo() throws IOException {
        bench.vendor().tasks().task(1).isCanceled();
        bench.vendor().tasks().task(2).timesOut();
        String canceled = bench.task();
        String late = bench.task();
        bench.pass(12);

        assertThat(bench.word(canceled)).isEqualTo("canceled");
        assertThat(bench.word(late)).isEqualTo("time_out");
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @ParameterizedTest
    @EnumSource(CreditsHeader.class)
    void theCreditsAreToldWhereTheOptionSays(CreditsHeader where) throws IOException {
        try (Bench other = new Bench(options -> options.withCreditsHeader(where).withPrice(3))) {
            Bench.Reply created = other.runWith(Bench.PHOTO, "a beach");
            other.pass(12);
            Bench.Reply completed = other.status(Bench.taskId(created));

            assertThat(created.creditsUsed()).isEqualTo(where == CreditsHeader.ON_RUN ? "3" : null);
            assertThat(completed.creditsUsed()).isEqualTo(where == CreditsHeader.ON_STATUS ? "3" : null);
            assertThat(other.vendor().creditsCharged()).isEqualByComparingTo("3");
        }
    }
}
