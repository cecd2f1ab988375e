package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.asl.integration.TaskException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type of state makes of its input, one small machine at a time. */
class StatesTest {

    record Case(String name, String states, String input, String output) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Failing(String name, String states, String input, String error, String cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("pass hands its input on", """
                        "P": {"Type": "Pass", "End": true}""", "{\"a\": 1}", "{\"a\": 1}"),
                new Case(
                        "output mixes constants and expressions",
                        """
                        "P": {"Type": "Pass", "End": true,
                              "Output": {"n": "{% $states.input.a + 1 %}", "list": ["x", "{% $states.input.a %}"], "plain": "$states.input"}}""",
                        "{\"a\": 1}",
                        "{\"n\": 2, \"list\": [\"x\", 1], \"plain\": \"$states.input\"}"),
                new Case("a null is a value", """
                        "P": {"Type": "Pass", "End": true, "Output": "{% $states.input.a %}"}""", "{\"a\": null}", "null"),
                new Case("a null inside an output stays", """
                        "P": {"Type": "Pass", "End": true, "Output": {"a": "{% $states.input.a %}", "b": [null]}}""", "{\"a\": null}", "{\"a\": null, \"b\": [null]}"),
                new Case("assign and output both see the old values", """
                        "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
                        "B": {"Type": "Pass", "Assign": {"x": "{% $x + 1 %}", "y": "{% $x * 10 %}"}, "Output": "{% $x %}", "Next": "C"},
                        "C": {"Type": "Pass", "End": true, "Output": "{% [$states.input, $x, $y] %}"}""", "{}", "[1, 2, 10]"),
                new Case("a variable may have a function's name", """
                        "A": {"Type": "Pass", "Assign": {"error": {"Cause": "x"}, "hash": "h"}, "Next": "B"},
                        "B": {"Type": "Pass", "End": true, "Output": "{% $error.Cause & $hash & $string(1) %}"}""", "{}", "\"xh1\""),
                new Case("variables can hold null and outlive many states", """
                        "A": {"Type": "Pass", "Assign": {"x": null}, "Next": "B"},
                        "B": {"Type": "Wait", "Seconds": 1, "Next": "C"},
                        "C": {"Type": "Pass", "End": true, "Output": "{% $x = null %}"}""", "{}", "true"),
                new Case(
                        "the first rule that holds is taken, with its own assign and output",
                        """
                        "C": {"Type": "Choice", "Default": "D", "Output": "default", "Choices": [
                               {"Condition": "{% $states.input.n > 10 %}", "Next": "D", "Output": "big"},
                               {"Condition": "{% $states.input.n > 5 %}", "Next": "D", "Output": "middle", "Assign": {"v": 7}},
                               {"Condition": true, "Next": "D"}]},
                        "D": {"Type": "Succeed", "Output": "{% $states.input & $v %}"}""",
                        "{\"n\": 6}",
                        "\"middle7\""),
                new Case(
                        "a choice's own output belongs to its default",
                        """
                        "C": {"Type": "Choice", "Default": "D", "Output": "default", "Assign": {"v": 1}, "Choices": [
                               {"Condition": "{% $states.input.n > 10 %}", "Next": "D"}]},
                        "D": {"Type": "Succeed", "Output": {"in": "{% $states.input %}", "v": "{% $v %}"}}""",
                        "{\"n\": 6}",
                        "{\"in\": \"default\", \"v\": 1}"),
                new Case("a rule without output hands the input on", """
                        "C": {"Type": "Choice", "Output": "default", "Choices": [{"Condition": true, "Next": "D"}]},
                        "D": {"Type": "Succeed"}""", "{\"n\": 6}", "{\"n\": 6}"),
                new Case("wait hands its input on", """
                        "W": {"Type": "Wait", "Seconds": "{% $states.input.s %}", "End": true}""", "{\"s\": 3}", "{\"s\": 3}"),
                new Case(
                        "a task's result is its output",
                        """
                        "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                              "Arguments": {"FunctionName": "echo", "Payload": {"x": "{% $states.input.a %}"}}}""",
                        "{\"a\": 1}",
                        "{\"ExecutedVersion\": \"$LATEST\", \"Payload\": {\"x\": 1}, \"StatusCode\": 200}"),
                new Case("output and assign see the result", """
                        "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "S",
                              "Arguments": {"FunctionName": "echo", "Payload": [1, 2]},
                              "Assign": {"got": "{% $states.result.Payload %}"}, "Output": "{% $states.result.StatusCode %}"},
                        "S": {"Type": "Succeed", "Output": {"got": "{% $got %}", "in": "{% $states.input %}"}}""", "{}", "{\"got\": [1, 2], \"in\": 200}"),
                new Case("a parallel gives its branches' outputs in order", """
                        "P": {"Type": "Parallel", "End": true, "Arguments": "{% $states.input.n %}", "Branches": [
                              {"StartAt": "Slow", "States": {"Slow": {"Type": "Wait", "Seconds": 9, "End": true}}},
                              {"StartAt": "Fast", "States": {"Fast": {"Type": "Pass", "Output": "{% $states.input + 1 %}", "End": true}}}]}""", "{\"n\": 1}", "[1, 2]"),
                new Case("branches read outer variables and keep their own to themselves", """
                        "A": {"Type": "Pass", "Assign": {"x": 5}, "Next": "P"},
                        "P": {"Type": "Parallel", "Next": "S", "Assign": {"sum": "{% $sum($states.result) %}"}, "Branches": [
                              {"StartAt": "L", "States": {"L": {"Type": "Pass", "Assign": {"mine": "{% $x + 1 %}"}, "Next": "L2"},
                                                          "L2": {"Type": "Pass", "Output": "{% $mine %}", "End": true}}},
                              {"StartAt": "R", "States": {"R": {"Type": "Pass", "Assign": {"mine": "{% $x + 2 %}"}, "Next": "R2"},
                                                          "R2": {"Type": "Pass", "Output": "{% $mine %}", "End": true}}}]},
                        "S": {"Type": "Succeed", "Output": "{% $sum %}"}""", "{}", "13"),
                new Case(
                        "a map runs its states for each item, in the order of the items",
                        """
                        "M": {"Type": "Map", "Items": "{% $states.input.list %}", "MaxConcurrency": 2, "End": true,
                              "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}", "v": "{% $states.context.Map.Item.Value %}"},
                              "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "W", "States": {
                                 "W": {"Type": "Wait", "Seconds": "{% $states.input.v %}", "Output": "{% $states.input.i & ':' & $states.context.Map.Item.Value %}", "End": true}}}}""",
                        "{\"list\": [9, 1, 5]}",
                        "[\"0:9\", \"1:1\", \"2:5\"]"),
                new Case("a map without items goes over its input", """
                        "M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}}}""", "[1, null]", "[1, null]"),
                new Case("a map over nothing gives nothing", """
                        "M": {"Type": "Map", "Items": [], "End": true, "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}}}""", "{}", "[]"),
                new Case(
                        "the context tells of execution, state and machine",
                        """
                        "P": {"Type": "Pass", "End": true, "Output": "{% $states.context.Execution.Name & ' ' & $states.context.Execution.Input.a & ' ' & $states.context.Execution.StartTime & ' ' & $states.context.State.Name & ' ' & $states.context.State.EnteredTime & ' ' & $states.context.State.RetryCount & ' ' & $states.context.StateMachine.Id %}"}""",
                        "{\"a\": 1}",
                        "\"execution-1 1 2026-01-31T12:00:00.000Z P 2026-01-31T12:00:00.000Z 0 " + Stage.ARN + "\""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesThisOutput(Case test) {
        Execution execution = new Stage().run(test.states(), test.input());

        assertThat(execution.status()).as(execution.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output()).contains(json(test.output()));
    }

    static Stream<Failing> failing() {
        return Stream.of(
                new Failing(
                        "undefined is not a value",
                        """
                        "P": {"Type": "Pass", "End": true, "Output": {"x": ["{% $states.input.missing %}"]}}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "'Output.x[0]' gave nothing"),
                new Failing(
                        "undefined can't be assigned",
                        """
                        "P": {"Type": "Pass", "End": true, "Assign": {"v": "{% $states.input.missing %}"}}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "'Assign.v' gave nothing"),
                new Failing(
                        "a condition must be boolean",
                        """
                        "C": {"Type": "Choice", "Choices": [{"Condition": "{% 1 %}", "Next": "S"}]}, "S": {"Type": "Succeed"}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "Condition must be true or false"),
                new Failing(
                        "an undefined condition is an error, not false",
                        """
                        "C": {"Type": "Choice", "Default": "S", "Choices": [{"Condition": "{% $states.input.flag %}", "Next": "S"}]}, "S": {"Type": "Succeed"}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "gave nothing"),
                new Failing("no rule and no default", """
                        "C": {"Type": "Choice", "Choices": [{"Condition": false, "Next": "S"}]}, "S": {"Type": "Succeed"}""", "{}", "States.NoChoiceMatched", "'C'"),
                new Failing("a fail state names its error", """
                        "F": {"Type": "Fail", "Error": "Mine", "Cause": "{% 'because ' & $states.input.why %}"}""", "{\"why\": \"so\"}", "Mine", "because so"),
                new Failing(
                        "seconds must be whole",
                        """
                        "W": {"Type": "Wait", "Seconds": "{% 1.5 %}", "End": true}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "Seconds must be a whole number"),
                new Failing(
                        "seconds must not be text",
                        """
                        "W": {"Type": "Wait", "Seconds": "{% '5' %}", "End": true}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "Seconds must be a whole number"),
                new Failing(
                        "a timestamp must be one",
                        """
                        "W": {"Type": "Wait", "Timestamp": "{% 'tomorrow' %}", "End": true}""",
                        "{}",
                        "States.QueryEvaluationError",
                        "Timestamp must look like"),
                new Failing(
                        "one element isn't a list",
                        """
                        "M": {"Type": "Map", "Items": "{% $states.input.l[x>1] %}", "End": true, "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}}}""",
                        "{\"l\": [{\"x\": 1}, {\"x\": 2}]}",
                        "States.QueryEvaluationError",
                        "Items must be an array"),
                new Failing(
                        "a function the host doesn't know", """
                        "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "nobody"}, "End": true}""", "{}", "Lambda.ResourceNotFoundException", "nobody"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failsLikeThis(Failing test) {
        Execution execution = new Stage().run(test.states(), test.input());

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains(test.error());
        assertThat(execution.cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains(test.cause()));
        assertThat(execution.output()).isEmpty();
    }

    @Test
    void aTimestampIsWaitedFor() {
        Stage stage = new Stage();

        Execution execution = stage.run("""
                "W": {"Type": "Wait", "Timestamp": "2026-01-31T14:00:00+01:00", "End": true}""", "{}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aTimestampInThePastIsNotWaitedFor() {
        Stage stage = new Stage();

        stage.run("""
                "W": {"Type": "Wait", "Timestamp": "{% '2020-01-01T00:00:00Z' %}", "End": true}""", "{}");

        assertThat(stage.elapsed()).isZero();
    }

    @Test
    void concurrentIterationsAreLimited() {
        Stage stage = new Stage();

        stage.run("""
                "M": {"Type": "Map", "Items": [1, 2, 3, 4, 5], "MaxConcurrency": "{% 2 %}", "End": true,
                      "ItemProcessor": {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 10, "End": true}}}}""", "{}");

        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFailedBranchStopsItsSiblings() {
        Stage stage = new Stage();

        Execution execution = stage.run("""
                "P": {"Type": "Parallel", "End": true, "Branches": [
                      {"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 1000, "Next": "Never"},
                            "Never": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "echo"}, "End": true}}},
                      {"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 5, "Next": "Break"},
                            "Break": {"Type": "Fail", "Error": "Broken", "Cause": "on purpose"}}}]}""", "{}");

        assertThat(execution.error()).contains("Broken");
        assertThat(stage.elapsed()).as("nobody waited for the long branch").isEqualTo(Duration.ofSeconds(5));
        assertThat(stage.calls).isEmpty();
    }

    @Test
    void aFailedIterationStopsTheOthersAndIsCaught() {
        Stage stage = new Stage();

        Execution execution = stage.run("""
                "M": {"Type": "Map", "Items": [50, 1], "End": true, "Catch": [{"ErrorEquals": ["Odd"], "Next": "S", "Output": "{% $states.errorOutput.Cause %}"}],
                      "ItemProcessor": {"StartAt": "W", "States": {
                          "W": {"Type": "Wait", "Seconds": "{% $states.input %}", "Next": "F"},
                          "F": {"Type": "Fail", "Error": "Odd", "Cause": "{% 'item ' & $states.input %}"}}}},
                "S": {"Type": "Succeed"}""", "{}");

        assertThat(execution.output()).contains(json("\"item 1\""));
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRetriedParallelStartsAllItsBranchesAgain() {
        Stage stage = new Stage();
        int[] calls = new int[1];
        stage.function("second time lucky", payload -> {
            if (++calls[0] == 1) {
                throw new TaskException("Shaky", "once");
            }
            return payload;
        });

        Execution execution = stage.run("""
                "P": {"Type": "Parallel", "End": true, "Retry": [{"ErrorEquals": ["Shaky"]}], "Branches": [
                      {"StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "{% $states.input %}", "End": true}}},
                      {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                          "Arguments": {"FunctionName": "second time lucky", "Payload": "b"}, "Output": "{% $states.result.Payload %}"}}}]}""", "\"a\"");

        assertThat(execution.output()).contains(json("[\"a\", \"b\"]"));
        assertThat(execution.history().stream().filter(event -> event.type() == HistoryEventType.PassStateEntered))
                .hasSize(2);
    }
}
