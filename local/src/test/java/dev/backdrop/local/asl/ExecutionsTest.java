package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.asl.states.StateMachine;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionsTest {

    private final Stage stage = new Stage();
    private final StateMachine sleeper = stage.machine("""
            "W": {"Type": "Wait", "Seconds": 60, "End": true}""");

    @Test
    void aRunningExecutionIsFoundAgainByNameAndInput() {
        Execution first = stage.engine.start(sleeper, "job", json("{\"a\": 1}"));

        assertThat(stage.engine.start(sleeper, "job", json("{\"a\": 1}"))).isSameAs(first);
        assertThat(stage.engine.find("arn:aws:states:us-east-1:000000000000:execution:machine:job"))
                .contains(first);
        assertThatThrownBy(() -> stage.engine.start(sleeper, "job", json("{\"a\": 2}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("with another input");
        stage.scheduler.runUntilIdle();
        assertThat(first.history().stream().filter(event -> event.type() == HistoryEventType.ExecutionStarted))
                .hasSize(1);
    }

    @Test
    void theNameOfAnEndedExecutionIsUsedUp() {
        stage.engine.start(sleeper, "job", json("{}"));
        stage.scheduler.runUntilIdle();

        assertThatThrownBy(() -> stage.engine.start(sleeper, "job", json("{}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("has ended (SUCCEEDED)");
    }

    private void runMany(String prefix, int count) {
        StateMachine quick = stage.machine("""
                "P": {"Type": "Pass", "End": true}""");
        for (int i = 0; i < count; i++) {
            stage.engine.start(quick, prefix + i, json("{}"));
        }
        stage.scheduler.runUntilIdle();
    }

    @Test
    void onlyTheNewestOfTheEndedAreKeptAndThoseThatRun() {
        Execution running = stage.engine.start(stage.machine("""
                        "W": {"Type": "Wait", "Seconds": 99, "End": true}"""), "long", json("{}"));
        stage.engine.start(sleeper, "first", json("{}"));
        stage.scheduler.advance(Duration.ofSeconds(61));
        StateMachine quick = stage.machine("""
                "P": {"Type": "Pass", "End": true}""");
        for (int i = 0; i < EndedExecutions.MOST_KEPT; i++) {
            stage.engine.start(quick, "quick-" + i, json("{}"));
        }
        stage.scheduler.advance(Duration.ofSeconds(1));

        assertThat(stage.engine.find("arn:aws:states:us-east-1:000000000000:execution:machine:first"))
                .isEmpty();
        assertThat(stage.engine.find(running.arn())).contains(running);
        assertThat(stage.engine.executions())
                .hasSize(EndedExecutions.MOST_KEPT + 1)
                .contains(running);
    }

    @Test
    void theNameOfAnExecutionThatIsNotKeptIsUsedUpForNinetyDays() {
        runMany("job-", EndedExecutions.MOST_KEPT + 5);

        assertThatThrownBy(() -> stage.engine.start(sleeper, "job-0", json("{}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("job-0 already exists: it has ended");
        assertThat(stage.engine.start(sleeper, "job-another", json("{}")).ended())
                .isFalse();

        stage.scheduler.advance(Duration.ofDays(89));
        assertThatThrownBy(() -> stage.engine.start(sleeper, "job-0", json("{}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        stage.scheduler.advance(Duration.ofDays(2));
        assertThat(stage.engine.executions()).isEmpty();
        assertThat(stage.engine.start(sleeper, "job-0", json("{}")).ended()).isFalse();
        assertThat(stage.engine.start(sleeper, "job-1000", json("{}")).ended()).isFalse();
    }

    @Test
    void whoWaitedForAnExecutionIsLetGoOfOnceItHasEnded() {
        Execution execution = stage.start(sleeper, "{}");
        Object[] waiter = {new Object()};
        WeakReference<Object> held = new WeakReference<>(waiter[0]);
        Object[] heard = new Object[1];
        Object own = waiter[0];
        execution.onEnd(listening(own, heard));
        own = null;
        stage.scheduler.runUntilIdle();
        assertThat(heard[0]).isEqualTo(ExecutionStatus.SUCCEEDED);

        waiter[0] = null;
        for (int i = 0; i < 20 && held.get() != null; i++) {
            System.gc();
        }
        assertThat(held.get()).isNull();
        assertThat(execution.ended()).isTrue();
    }

    private static Consumer<Execution> listening(Object waiter, Object[] heard) {
        return ended -> heard[0] = waiter == null ? null : ended.status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:b", "a*", "a\tb", "job#1"})
    void namesThatAwsRefusesAreRefused(String name) {
        assertThatThrownBy(() -> stage.engine.start(sleeper, name, json("{}")))
                .isInstanceOf(InvalidExecutionException.class)
                .hasMessageContaining("80 characters");
    }

    @Test
    void aNameHasAtMostEightyCharacters() {
        assertThat(stage.engine.start(sleeper, "x".repeat(80), json("{}")).name())
                .hasSize(80);
        assertThatThrownBy(() -> stage.engine.start(sleeper, "x".repeat(81), json("{}")))
                .isInstanceOf(InvalidExecutionException.class);
    }

    @Test
    void anInputOverTheLimitIsRefused() {
        assertThatThrownBy(() -> stage.engine.start(sleeper, "big", json("\"" + "é".repeat(131_072) + "\"")))
                .isInstanceOf(InvalidExecutionException.class)
                .hasMessageContaining("262146 bytes");
    }

    @Test
    void anAbortedExecutionStopsAtOnce() {
        Execution execution = stage.start(sleeper, "{}");
        stage.scheduler.advance(Duration.ofSeconds(5));
        execution.abort();
        stage.scheduler.runUntilIdle();
        execution.abort();
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.stoppedAt()).contains(Stage.START.plusSeconds(5));
        assertThat(stage.elapsed()).as("the wait was called off").isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theHistoryTellsWhatHappenedWhenAndWhere() {
        Execution execution = stage.run("""
                "W": {"Type": "Wait", "Seconds": 2, "Next": "T"},
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "echo"}, "End": true}""", "{}");

        assertThat(execution.history())
                .extracting(event -> event.id() + " "
                        + Duration.between(Stage.START, event.at()).toSeconds() + " " + event.type()
                        + event.state().map(state -> " " + state).orElse(""))
                .containsExactly(
                        "1 0 ExecutionStarted",
                        "2 0 WaitStateEntered W",
                        "3 2 WaitStateExited W",
                        "4 2 TaskStateEntered T",
                        "5 2 TaskScheduled T",
                        "6 2 TaskStarted T",
                        "7 2 TaskSucceeded T",
                        "8 2 TaskStateExited T",
                        "9 2 ExecutionSucceeded");
    }

    @Test
    void anEndlessLoopEndsWithItsHistory() {
        Execution execution = stage.run("""
                "A": {"Type": "Wait", "Seconds": 1, "Next": "B"},
                "B": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.stop %}", "Next": "S"}], "Default": "A"},
                "S": {"Type": "Succeed"}""", "{\"stop\": false}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains("States.Runtime");
        assertThat(execution.cause().orElseThrow()).contains("25000");
        assertThat(execution.history()).hasSize(25_000);
    }

    @Test
    void listenersHearOfStartAndEndAndCannotBreakAnything() {
        List<String> heard = new ArrayList<>();
        stage.engine.onStatusChange(change -> {
            throw new IllegalStateException("a broken listener");
        });
        stage.engine.onStatusChange(change -> heard.add(change.eventDetail().toString()));
        Execution execution = stage.engine.start(sleeper, "job", json("{\"a\": 1}"));
        execution.onEnd(ended -> heard.add("end"));
        stage.scheduler.runUntilIdle();
        execution.onEnd(ended -> heard.add("late"));

        assertThat(heard).hasSize(4);
        assertThat(json(heard.get(0))).isEqualTo(json("""
                {"executionArn": "arn:aws:states:us-east-1:000000000000:execution:machine:job", "stateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
                 "name": "job", "status": "RUNNING", "startDate": 1769860800000, "stopDate": null, "input": "{\\"a\\":1}", "inputDetails": {"included": true},
                 "output": null, "outputDetails": {"included": true}, "error": null, "cause": null}"""));
        assertThat(json(heard.get(1)).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(json(heard.get(1)).path("stopDate").asLong()).isEqualTo(1769860860000L);
        assertThat(json(heard.get(1)).path("output").asText()).isEqualTo("{\"a\":1}");
        assertThat(heard.subList(2, 4)).containsExactly("end", "late");
    }

    @Test
    void aBrokenIntegrationFailsItsTaskAndNothingElse() {
        stage.function("broken", payload -> {
            throw new IllegalStateException("a bug of the host");
        });

        Execution execution = stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "broken"}, "End": true}""", "{}");

        assertThat(execution.error()).contains("States.TaskFailed");
        assertThat(execution.cause().orElseThrow()).contains("a bug of the host");
    }

    @Test
    void otherThreadsMayStartExecutionsWhileTimeIsDriven() throws InterruptedException {
        List<Thread> starters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String prefix = "job-" + i + "-";
            starters.add(new Thread(() -> {
                for (int j = 0; j < 100; j++) {
                    stage.engine.start(sleeper, prefix + j, json("{}"));
                }
            }));
        }
        starters.forEach(Thread::start);
        while (starters.stream().anyMatch(Thread::isAlive)) {
            stage.scheduler.runUntilIdle();
        }
        stage.scheduler.runUntilIdle();

        assertThat(stage.engine.executions())
                .hasSize(400)
                .allSatisfy(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    }

    @Test
    void variablesTogetherHaveALimit() {
        Execution execution = stage.run("""
                "A": {"Type": "Pass", "Assign": {"n": 0, "all": []}, "Next": "B"},
                "B": {"Type": "Parallel", "Next": "S", "Branches": [{"StartAt": "C", "States": {"C": {"Type": "Pass", "End": true,
                       "Assign": {%s}}}}]},
                "S": {"Type": "Succeed"}""".formatted(many(45)), "\"" + "x".repeat(250_000) + "\"");

        assertThat(execution.error()).contains("States.DataLimitExceeded");
        assertThat(execution.cause().orElseThrow()).contains("variables together");
    }

    private static String many(int variables) {
        List<String> assign = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            assign.add("\"v" + i + "\": \"{% $states.input %}\"");
        }
        return String.join(", ", assign);
    }
}
