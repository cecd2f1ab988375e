package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

    /** 2026-11-21T12:00:00Z, when the clock starts. */
    private static final long START = 1_795_262_400L;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** The states that a task shows, asked once a second. */
    private List<Integer> states(String id, int seconds) throws IOException {
        List<Integer> states = new ArrayList<>();
        for (int second = 0; second <= seconds; second++) {
            states.add(bench.state(id));
            bench.pass(1);
        }
        return states;
    }

    @Test
    void aTaskIsQueuedPreparedProcessedPublishedAndDoneInFourSeconds() throws IOException {
        assertThat(states(bench.segmentation(), 5)).containsExactly(0, 2, 4, 5, 1, 1);
    }

    @Test
    void anAnswerSaysHowFarTheTaskIs() throws IOException {
        String id = bench.segmentation();

        assertThat(bench.query(id).body().toString()).isEqualTo("""
                        {"status":200,"message":"success","data":{"task_id":"%s","state":0,"progress":0,\
                        "created_at":"%d"}}""".formatted(id, START));
        bench.pass(2);
        assertThat(bench.query(id).data().toString()).isEqualTo("""
                        {"task_id":"%s","state":4,"progress":50,"created_at":"%d","processed_at":"%d"}""".formatted(id, START, START + 1));
        bench.pass(8);
        Bench.Reply done = bench.query(id);
        assertThat(done.data().get("state").intValue()).isEqualTo(1);
        assertThat(done.data().get("progress").intValue()).isEqualTo(100);
        assertThat(done.data().get("completed_at").textValue()).isEqualTo(String.valueOf(START + 4));
        assertThat(done.data().get("image").textValue())
                .startsWith(bench.simulator.resultBase() + "/picwish/")
                .contains(".png?");
        assertThat(done.data().has("mask")).isFalse();
    }

    @Test
    void timesCanBeIntegersWithMoreBesideThem() throws IOException {
        try (Bench older = new Bench(options -> options.withAnswerShape(AnswerShape.OLDER))) {
            String id = older.segmentation();
            older.pass(4);
            Bench.Reply done = older.query(id);

            assertThat(done.data().get("created_at").longValue()).isEqualTo(START);
            assertThat(done.data().get("created_at").isIntegralNumber()).isTrue();
            assertThat(done.data().get("processed_at").longValue()).isEqualTo(START + 1);
            assertThat(done.data().get("completed_at").longValue()).isEqualTo(START + 4);
            assertThat(done.data().get("state_detail").textValue()).isEqualTo("Complete");
            assertThat(done.data().get("return_type").intValue()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2, -3, -5, -7, -8, -9, -10, -11, -13, -14, -15, -16, -17, -4, -6, -12, -18, -99, -1000})
    void aTaskCanEndInAnyStateDocumentedOrNot(int state) throws IOException {
        bench.vendor().tasks().task(1).failsWith(state);
        String id = bench.segmentation();

        assertThat(states(id, 5)).containsExactly(0, 2, 4, 5, state, state);
        Bench.Reply failed = bench.query(id);
        assertThat(failed.data().get("progress").intValue()).isEqualTo(100);
        assertThat(failed.data().get("completed_at").textValue()).isEqualTo(String.valueOf(START + 4));
        assertThat(failed.data().has("image")).isFalse();
        assertThat(bench.vendor().creditsCharged()).isZero();
        assertThat(bench.atOnce(Bench.photo()).state()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -7, -15, -99})
    void aTaskAnsweredAtOnceCanEndInAnyStateToo(int state) throws IOException {
        bench.vendor().tasks().failWith(state);

        for (String type : new String[] {"1", "2", "3"}) {
            Bench.Reply failed = bench.atOnce(Bench.photo().text("return_type", type));
            assertThat(failed.state()).isEqualTo(state);
            assertThat(failed.data().has("image")).isFalse();
        }
        assertThat(bench.vendor().creditsCharged()).isZero();
        bench.vendor().tasks().succeed();
        assertThat(bench.atOnce(Bench.photo()).state()).isEqualTo(1);
    }

    @Test
    void aTaskCanGoThroughAnyStatesOnItsWay() throws IOException {
        bench.vendor().tasks().task(1).goesThrough(3, 0, 6, 7, 42, 5).takes(Duration.ofSeconds(6));

        assertThat(states(bench.segmentation(), 7)).containsExactly(3, 0, 6, 7, 42, 5, 1, 1);
    }

    @Test
    void aTaskThatHangsTimesOutAfter180Seconds() throws IOException {
        bench.vendor().tasks().task(1).hangs().goesThrough(0, 6);
        String id = bench.segmentation();

        bench.pass(179);
        Bench.Reply hanging = bench.query(id);
        assertThat(hanging.state()).isEqualTo(6);
        assertThat(hanging.data().get("progress").intValue()).isEqualTo(99);
        assertThat(hanging.data().has("completed_at")).isFalse();
        bench.pass(1);
        Bench.Reply ended = bench.query(id);
        assertThat(ended.state()).isEqualTo(-8);
        assertThat(ended.data().get("completed_at").textValue()).isEqualTo(String.valueOf(START + 180));
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void aTaskThatHangsInTheQueueIsNeverProcessed() throws IOException {
        bench.vendor().tasks().task(1).hangs().goesThrough(0);
        String id = bench.segmentation();

        bench.pass(100);
        assertThat(bench.state(id)).isZero();
        assertThat(bench.query(id).data().has("processed_at")).isFalse();
    }

    @Test
    void aTaskThatTakesLongerThanTheLimitTimesOutToo() throws IOException {
        bench.vendor().tasks().take(Duration.ofSeconds(181));
        String id = bench.segmentation();
        bench.pass(180);
        assertThat(bench.state(id)).isEqualTo(-8);

        bench.vendor().tasks().take(Duration.ofSeconds(180));
        String other = bench.segmentation();
        bench.pass(180);
        assertThat(bench.state(other)).isEqualTo(1);
    }

    @Test
    void theLimitCanBeTheOneOfAnOlderPage() throws IOException {
        try (Bench older = new Bench(options -> options.withProcessingLimit(Duration.ofSeconds(30)))) {
            older.vendor().tasks().hang();
            String id = older.segmentation();
            older.pass(29);
            assertThat(older.state(id)).isEqualTo(5);
            older.pass(1);
            assertThat(older.state(id)).isEqualTo(-8);
        }
    }

    @Test
    void anAnswerAtOnceLooksLikeAQueryOfAFinishedTask() throws IOException {
        Bench.Reply atOnce = bench.atOnce(Bench.photo());

        assertThat(atOnce.state()).isEqualTo(1);
        assertThat(atOnce.data().get("progress").intValue()).isEqualTo(100);
        for (String time : new String[] {"created_at", "processed_at", "completed_at"}) {
            assertThat(atOnce.data().get(time).textValue()).isEqualTo(String.valueOf(START));
        }
        Bench.Reply query = bench.query(Bench.taskId(atOnce));
        assertThat(query.data().fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> atOnce.data().fieldNames());
        assertThat(bench.picture(query, "image")).isEqualTo(bench.picture(atOnce, "image"));
    }

    @Test
    void aTaskAnsweredAtOnceCanTimeOut() throws IOException {
        bench.vendor().tasks().hang();

        assertThat(bench.atOnce(Bench.photo()).state()).isEqualTo(-8);
    }

    @Test
    void aTaskCanBeDoneWithoutAPicture() throws IOException {
        bench.vendor().tasks().task(1).delivers(0);

        Bench.Reply reply = bench.atOnce(Bench.photo());

        assertThat(reply.state()).isEqualTo(1);
        assertThat(reply.data().has("image")).isFalse();
    }

    @Test
    void whatCanNotBeIsNotTakenIntoTheScript() {
        TaskScript script = bench.vendor().tasks();

        assertThatThrownBy(() -> script.failWith(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(1).failsWith(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(1).goesThrough()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(1).goesThrough(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(1).goesThrough(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.task(1).delivers(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pollsAreKeptWithTheirGapsAndStates() throws IOException {
        String id = bench.segmentation();
        bench.pass(1);
        bench.query(id);
        bench.clock.advance(Duration.ofMillis(999));
        bench.query(id);
        bench.pass(5);
        bench.query(id);

        assertThat(bench.vendor().polls(id))
                .containsExactly(
                        new Poll(bench.clock.instant().minusMillis(5999), Duration.ofSeconds(1), 2, false),
                        new Poll(bench.clock.instant().minusSeconds(5), Duration.ofMillis(999), 2, true),
                        new Poll(bench.clock.instant(), Duration.ofSeconds(5), 1, false));
        assertThat(bench.vendor().earlyPolls()).isEqualTo(1);
        assertThatThrownBy(() -> bench.vendor().polls("unknown")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void taskIdsRepeatWithTheSeed() throws IOException {
        String first = bench.segmentation();
        try (Bench same = new Bench();
                Bench other = new Bench(options -> options, shell -> shell.withSeed(2))) {
            assertThat(same.segmentation()).isEqualTo(first).isNotEqualTo(same.segmentation());
            assertThat(other.segmentation()).isNotEqualTo(first);
        }
    }
}
