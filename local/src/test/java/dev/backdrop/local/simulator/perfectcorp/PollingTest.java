package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static JsonNode interval(Bench.Reply reply) {
        return reply.body().at("/data/polling_interval");
    }

    @Test
    void aTaskRunsForItsTimeAndThenSucceeds() throws IOException {
        String id = bench.task();

        JsonNode running = bench.status(id).body().get("data");
        assertThat(running.get("task_status").textValue()).isEqualTo("running");
        assertThat(running.get("error").isNull()).isTrue();
        assertThat(running.has("results")).isFalse();
        bench.clock.advance(Duration.ofMillis(2999));
        assertThat(bench.word(id)).isEqualTo("running");
        bench.clock.advance(Duration.ofMillis(1));
        JsonNode done = bench.status(id).body().get("data");
        assertThat(done.get("task_status").textValue()).isEqualTo("success");
        assertThat(done.get("error").isNull()).isTrue();
        assertThat(done.at("/results/url").textValue()).startsWith(bench.simulator.resultBase() + "/");
    }

    @Test
    void anUnknownTaskIsAnInvalidTaskId() throws IOException {
        Bench.Reply reply = bench.status("no-such-task");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").textValue()).isEqualTo("Invalid task ID");
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("InvalidTaskId");
    }

    @Test
    void everyAnswerAsksForASecondUnlessToldOtherwise() throws IOException {
        Bench.Reply created = bench.createWith(bench.upload(Bench.PHOTO), "a beach");

        assertThat(interval(created).longValue()).isEqualTo(1000);
        assertThat(interval(bench.status(Bench.taskId(created))).longValue()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 500, 3_600_000})
    void theIntervalCanBeAnyNumber(long milliseconds) throws IOException {
        bench.vendor().pollingInterval(PollingInterval.milliseconds(milliseconds));

        JsonNode asked = interval(bench.status(bench.task()));

        assertThat(asked.isIntegralNumber()).isTrue();
        assertThat(asked.longValue()).isEqualTo(milliseconds);
    }

    @Test
    void theIntervalCanBeTextOrMissingOrInOneKindOfAnswerOnly() throws IOException {
        String file = bench.upload(Bench.PHOTO);
        PollingInterval second = PollingInterval.milliseconds(1000);

        assertIntervals(file, PollingInterval.text("soon"), "\"soon\"", "\"soon\"");
        assertIntervals(file, PollingInterval.absent(), "", "");
        assertIntervals(file, second.onCreateOnly(), "1000", "");
        assertIntervals(file, second.onStatusOnly(), "", "1000");
    }

    private void assertIntervals(String file, PollingInterval interval, String onCreate, String onStatus)
            throws IOException {
        bench.vendor().pollingInterval(interval);
        Bench.Reply created = bench.createWith(file, "a beach");
        assertThat(interval(created).toString()).isEqualTo(onCreate);
        assertThat(interval(bench.status(Bench.taskId(created))).toString()).isEqualTo(onStatus);
    }

    @Test
    void theIntervalCanChangeFromPollToPoll() throws IOException {
        bench.vendor()
                .pollingInterval(PollingInterval.script(List.of(
                        PollingInterval.milliseconds(1000),
                        PollingInterval.absent(),
                        PollingInterval.milliseconds(5000))));
        String id = bench.task();

        assertThat(interval(bench.status(id)).isMissingNode()).isTrue();
        assertThat(interval(bench.status(id)).longValue()).isEqualTo(5000);
        assertThat(interval(bench.status(id)).longValue()).isEqualTo(5000);
    }

    @Test
    void pollsAndTheirGapsAreNotedAndThoseBeforeTheirTimeAreEarly() throws IOException {
        String id = bench.task();
        bench.clock.advance(Duration.ofMillis(999));
        bench.status(id);
        bench.clock.advance(Duration.ofMillis(1000));
        bench.status(id);

        assertThat(bench.vendor().polls(id))
                .extracting(Poll::gap)
                .containsExactly(Duration.ofMillis(999), Duration.ofSeconds(1));
        assertThat(bench.vendor().polls(id)).extracting(Poll::early).containsExactly(true, false);
        assertThat(bench.vendor().earlyPolls()).isEqualTo(1);
    }

    @Test
    void anIntervalAskedForAtCreationStaysInForce() throws IOException {
        bench.vendor().pollingInterval(PollingInterval.milliseconds(2000).onCreateOnly());
        bench.vendor().tasks().take(Duration.ofSeconds(60));
        String id = bench.task();
        bench.pass(2);
        bench.status(id);
        bench.pass(1);
        bench.status(id);

        assertThat(bench.vendor().polls(id)).extracting(Poll::early).containsExactly(false, true);
    }

    @Test
    void anIntervalLongerThanTheWindowCannotBeKeptAndBlamesNobody() throws IOException {
        bench.vendor().pollingInterval(PollingInterval.milliseconds(3_600_000));
        String id = bench.task();
        bench.pass(2);
        bench.status(id);

        assertThat(bench.vendor().earlyPolls()).isZero();
    }

    @Test
    void aNumberAsTextIsAnIntervalToo() throws IOException {
        bench.vendor().pollingInterval(PollingInterval.text("3000"));
        String id = bench.task();
        bench.pass(2);
        bench.status(id);

        assertThat(bench.vendor().earlyPolls()).isEqualTo(1);
    }

    @Test
    void aTaskPolledWithinTheWindowIsKeptHoweverLongItRuns() throws IOException {
        bench.vendor().tasks().take(Duration.ofSeconds(60));
        String id = bench.task();
        for (int poll = 1; poll < 6; poll++) {
            bench.pass(10);
            assertThat(bench.word(id)).isEqualTo("running");
        }
        bench.pass(10);

        assertThat(bench.word(id)).isEqualTo("success");
        assertThat(bench.vendor().tasksLost()).isEmpty();
    }

    @Test
    void aTaskThatFinishedButWasNotPolledInTimeIsPaidAndLost() throws IOException {
        String id = bench.task();
        bench.clock.advance(Duration.ofMillis(10_001));

        Bench.Reply reply = bench.status(id);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("InvalidTaskId");
        assertThat(bench.status(id).status()).isEqualTo(400);
        assertThat(bench.vendor().polls(id)).extracting(Poll::late).containsExactly(true);
        assertThat(bench.vendor().tasksPaidButLost()).containsExactly(id);
        assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("4");
    }

    @Test
    void aLostTaskIsPaidOnlyOnceItsTimeHasCome() throws IOException {
        bench.vendor().tasks().take(Duration.ofSeconds(60));
        String id = bench.task();
        bench.pass(11);

        assertThat(bench.status(id).status()).isEqualTo(400);
        assertThat(bench.vendor().tasksLost()).containsExactly(id);
        assertThat(bench.vendor().tasksPaidButLost()).isEmpty();
        bench.pass(60);
        assertThat(bench.vendor().tasksPaidButLost()).containsExactly(id);
    }

    @Test
    void aLostTaskThatWouldHaveFailedIsNotPaid() throws IOException {
        String id = bench.task("[fail:error_inference]");
        bench.pass(30);

        assertThat(bench.status(id).status()).isEqualTo(400);
        assertThat(bench.vendor().tasksLost()).containsExactly(id);
        assertThat(bench.vendor().unitsCharged()).isZero();
    }

    @Test
    void aTaskWhoseEndWasSeenNeedsNoMorePollsUntilItIsForgotten() throws IOException {
        String id = bench.task();
        bench.pass(3);
        bench.status(id);
        bench.pass(24 * 3600 - 3);
        assertThat(bench.word(id)).isEqualTo("success");

        bench.pass(1);
        assertThat(bench.status(id).status()).isEqualTo(400);
        assertThat(bench.vendor().tasksLost()).isEmpty();
    }

    @Test
    void theWindowIsAnOption() throws IOException {
        try (Bench patient = new Bench(options -> options.withPollingWindow(Duration.ofHours(1)))) {
            String id = patient.task();
            patient.pass(3600);

            assertThat(patient.word(id)).isEqualTo("success");
        }
    }

    @Test
    void unitsAreChargedOnceAndOnSuccessOnly() throws IOException {
        bench.vendor().balance(100);
        String good = bench.task();
        bench.task("[fail:error_no_face]");
        assertThat(bench.vendor().unitsCharged()).isZero();
        bench.pass(3);
        bench.status(good);
        bench.status(good);

        assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("4");
        assertThat(bench.get("/s2s/v1.0/client/credit")
                        .body()
                        .at("/results/0/amount")
                        .asInt())
                .isEqualTo(96);
    }

    @Test
    void aScriptDecidesWhatBecomesOfTheKthTask() throws IOException {
        bench.vendor().tasks().task(2).failsWith("error_upload", "disk full").takes(Duration.ofSeconds(1));
        bench.vendor().tasks().task(3).timesOut();
        String first = bench.task();
        String second = bench.task();
        String third = bench.task();
        bench.pass(1);

        JsonNode failed = bench.status(second).body().get("data");
        assertThat(failed.get("error").textValue()).isEqualTo("error_upload");
        assertThat(failed.get("error_message").textValue()).isEqualTo("disk full");
        bench.pass(2);
        assertThat(bench.word(first)).isEqualTo("success");
        Bench.Reply timeout = bench.status(third);
        assertThat(timeout.status()).isEqualTo(500);
        assertThat(timeout.body().get("error").textValue()).isEqualTo("Task execution timed out");
        assertThat(timeout.body().get("error_code").textValue()).isEqualTo("TaskTimeout");
        assertThat(bench.vendor().unitsCharged()).isEqualByComparingTo("4");
    }

    @Test
    void allTasksCanFailUntilTheySucceedAgain() throws IOException {
        bench.vendor().tasks().failWith("error_inference").take(Duration.ZERO);
        assertThat(bench.word(bench.task())).isEqualTo("error");

        bench.vendor().tasks().succeed();
        assertThat(bench.word(bench.task())).isEqualTo("success");
    }
}
