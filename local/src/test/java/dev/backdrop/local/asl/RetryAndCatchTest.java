package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.integration.TaskException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAndCatchTest {

    private final Stage stage = new Stage();

    /** A function that fails with these errors, one a call, and then succeeds. */
    private void failing(String... errors) {
        Deque<String> left = new ArrayDeque<>(List.of(errors));
        stage.function("shaky", payload -> {
            if (!left.isEmpty()) {
                throw new TaskException(left.remove(), "told to");
            }
            return json("\"done\"");
        });
    }

    private Execution runTask(String handling, String... errors) {
        failing(errors);
        return stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Arguments": {"FunctionName": "shaky"},
                      "Output": "{%% $states.result.Payload %%}", %s},
                "A": {"Type": "Succeed", "Output": {"at": "A", "in": "{%% $states.input %%}"}},
                "B": {"Type": "Succeed", "Output": {"at": "B", "in": "{%% $states.input %%}"}}""".formatted(handling), "{\"i\": 1}");
    }

    private Execution runRetry(String retry, String... errors) {
        failing(errors);
        return stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Arguments": {"FunctionName": "shaky"},
                      "Output": "{%% $states.result.Payload %%}", "Retry": %s}""".formatted(retry), "{}");
    }

    /** Seconds between one attempt's failure and the next attempt, as the history has them. */
    private static List<Double> gaps(Execution execution) {
        List<Double> gaps = new ArrayList<>();
        HistoryEvent failed = null;
        for (HistoryEvent event : execution.history()) {
            if (event.type() == HistoryEventType.TaskFailed) {
                failed = event;
            } else if (event.type() == HistoryEventType.TaskScheduled && failed != null) {
                gaps.add(Duration.between(failed.at(), event.at()).toMillis() / 1000.0);
            }
        }
        return gaps;
    }

    @Test
    void retriesBackOff() {
        Execution execution = runRetry("""
                [{"ErrorEquals": ["E"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 5}]""", "E", "E", "E", "E");

        assertThat(execution.output()).contains(json("\"done\""));
        assertThat(gaps(execution)).containsExactly(2.0, 6.0, 18.0, 54.0);
    }

    @Test
    void theDefaultsAreOneSecondDoublingThreeTimes() {
        Execution execution = runRetry("""
                [{"ErrorEquals": ["E"]}]""", "E", "E", "E", "E");

        assertThat(execution.error()).contains("E");
        assertThat(gaps(execution)).containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    void noDelayIsLongerThanTheMaximum() {
        Execution execution = runRetry("""
                [{"ErrorEquals": ["E"], "IntervalSeconds": 2, "BackoffRate": 10, "MaxDelaySeconds": 7}]""", "E", "E", "E");

        assertThat(gaps(execution)).containsExactly(2.0, 7.0, 7.0);
    }

    @Test
    void fullJitterStaysBelowTheDelayAndRepeatsWithItsSeed() {
        String retry = """
                [{"ErrorEquals": ["E"], "IntervalSeconds": 100, "BackoffRate": 1, "MaxAttempts": 4, "JitterStrategy": "FULL"}]""";
        List<Double> gaps = gaps(runRetry(retry, "E", "E", "E", "E"));

        assertThat(gaps)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(gap -> assertThat(gap).isBetween(0.0, 100.0));
        assertThat(gaps(new RetryAndCatchTest().runRetry(retry, "E", "E", "E", "E")))
                .isEqualTo(gaps);
    }

    @Test
    void eachRetrierCountsItsOwnAttempts() {
        Execution execution = runRetry("""
                [{"ErrorEquals": ["E"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
                 {"ErrorEquals": ["F"], "IntervalSeconds": 10, "BackoffRate": 2, "MaxAttempts": 2}]""", "E", "F", "E", "F");

        assertThat(execution.output()).contains(json("\"done\""));
        assertThat(gaps(execution)).containsExactly(1.0, 10.0, 2.0, 20.0);
    }

    @Test
    void anExhaustedRetrierIsNotReplacedByTheNext() {
        Execution execution = runRetry("""
                [{"ErrorEquals": ["E"], "MaxAttempts": 1}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 9}]""", "E", "E");

        assertThat(execution.error()).contains("E");
        assertThat(stage.calls).hasSize(2);
    }

    @Test
    void noAttemptsMeansNoRetry() {
        assertThat(runRetry("""
                [{"ErrorEquals": ["E"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}]""", "E").error()).contains("E");
    }

    @Test
    void retriesAreCountedInTheContextAndForgottenOnTheNextVisit() {
        List<JsonNode> seen = new ArrayList<>();
        stage.function("shaky", payload -> {
            seen.add(payload);
            if (payload.asInt() < 1) {
                throw new TaskException("E", "not yet");
            }
            return payload;
        });

        stage.run("""
                "N": {"Type": "Pass", "Assign": {"n": 0}, "Next": "T"},
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "C", "Assign": {"n": "{% $n + 1 %}"},
                      "Arguments": {"FunctionName": "shaky", "Payload": "{% $states.context.State.RetryCount %}"}, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}]},
                "C": {"Type": "Choice", "Default": "T", "Choices": [{"Condition": "{% $n = 2 %}", "Next": "S"}]},
                "S": {"Type": "Succeed"}""", "{}");

        assertThat(seen).extracting(JsonNode::asInt).containsExactly(0, 1, 0, 1);
    }

    private static final String TWO_CATCHERS = """
            "Catch": [{"ErrorEquals": ["E", "X"], "Next": "A"}, {"ErrorEquals": ["%s"], "Next": "B", "Assign": {"e": "{%% $states.errorOutput.Error %%}"},
                       "Output": {"error": "{%% $states.errorOutput %%}", "input": "{%% $states.input %%}"}}]""";

    @Test
    void theFirstCatcherThatMatchesActsAndGivesTheErrorOutput() {
        Execution execution = runTask(TWO_CATCHERS.formatted("States.ALL"), "E");

        JsonNode output = execution.output().orElseThrow();
        assertThat(output.path("at").asText()).isEqualTo("A");
        assertThat(output.at("/in/Error").asText()).isEqualTo("E");
        assertThat(json(output.at("/in/Cause").asText()))
                .as("the cause of a function's error is JSON in text")
                .isEqualTo(
                        json("{\"errorMessage\": \"told to\", \"errorType\": \"E\", \"stackTrace\": [\"at shaky\"]}"));
    }

    @Test
    void aLaterCatcherHasItsOwnOutputAndVariables() {
        Execution execution = runTask(TWO_CATCHERS.formatted("States.TaskFailed"), "other.Exception");

        JsonNode output = execution.output().orElseThrow();
        assertThat(output.path("at").asText()).isEqualTo("B");
        assertThat(output.at("/in/error/Error").asText()).isEqualTo("other.Exception");
        assertThat(output.at("/in/input")).isEqualTo(json("{\"i\": 1}"));
    }

    @Test
    void retryComesBeforeCatch() {
        Execution execution = runTask("""
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], """ + TWO_CATCHERS.formatted("States.ALL"), "E", "E");

        assertThat(stage.calls).hasSize(2);
        assertThat(execution.output().orElseThrow().path("at").asText()).isEqualTo("A");
    }

    @ParameterizedTest(name = "{0} catches {1}: {2}")
    @CsvSource({
        "States.ALL, E, true",
        "States.ALL, States.Timeout, true",
        "States.ALL, States.QueryEvaluationError, true",
        "States.ALL, States.Runtime, false",
        "States.ALL, States.DataLimitExceeded, false",
        "States.TaskFailed, E, true",
        "States.TaskFailed, States.Timeout, false",
        "States.TaskFailed, States.HeartbeatTimeout, false",
        "States.TaskFailed, States.Runtime, false",
        "States.TaskFailed, States.DataLimitExceeded, false",
        "States.Timeout, States.Timeout, true",
        "States.Timeout, States.HeartbeatTimeout, true",
        "States.HeartbeatTimeout, States.Timeout, false",
        "States.Runtime, States.Runtime, false",
        "States.DataLimitExceeded, States.DataLimitExceeded, true",
        "E, E, true",
        "E, Ee, false",
    })
    void reservedNamesCatchWhatTheyCatchInAws(String name, String error, boolean caught) {
        stage.run("""
                "T": {"Type": "Task", "Resource": "%s", "End": true, "Catch": [{"ErrorEquals": ["%s"], "Next": "S"}]},
                "S": {"Type": "Succeed", "Output": "caught"}""".formatted(Stage.MANUAL, name), "{}");
        Execution execution = stage.engine.executions().get(0);
        stage.pending.get(0).completion().fail(error, "told to");
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(caught ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo(caught ? Optional.empty() : Optional.of(error));
    }

    @Test
    void whatATaskBringsTooMuchOfIsADataLimitError() {
        stage.function("big", payload -> json("\"" + "x".repeat(256 * 1024) + "\""));

        Execution execution = stage.run("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "big"}, "End": true, "Output": "small",
                      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "S"}]},
                "S": {"Type": "Succeed"}""", "{}");

        assertThat(execution.error()).contains("States.DataLimitExceeded");
        assertThat(execution.cause().orElseThrow()).contains("result of the state 'T'", "262144");
    }

    @Test
    void anOutputThatGrowsTooBigFailsTheExecution() {
        Execution execution = stage.run("""
                "P": {"Type": "Pass", "Output": "{% $string([1..60000]) %}", "End": true}""", "{}");

        assertThat(execution.error()).contains("States.DataLimitExceeded");
    }

    @Test
    void anErrorInArgumentsOrOutputIsCaughtLikeTheTasksOwn() {
        for (String field : List.of("Arguments", "Output", "TimeoutSeconds")) {
            Execution execution = stage.run(
                    """
                    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, %s
                          "%s": "{%% $states.input.missing %%}", "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "S"}]},
                    "S": {"Type": "Succeed", "Output": "{%% $states.input.Cause %%}"}""".formatted(
                            field.equals("Arguments") ? "" : "\"Arguments\": {\"FunctionName\": \"echo\"},", field),
                    "{}");

            assertThat(execution.output().map(JsonNode::asText).orElseThrow()).contains("'" + field + "'");
        }
    }
}
