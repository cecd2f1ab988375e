package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.integration.TaskException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Map whose items each have an execution of their own. */
class DistributedMapTest {

    private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";

    /** Fails for odd numbers, after a second. */
    private static final String FUSSY = """
            "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Look"},
            "Look": {"Type": "Choice", "Default": "Fine", "Choices": [{"Condition": "{% $states.input % 2 = 1 %}", "Next": "Odd"}]},
            "Odd": {"Type": "Fail", "Error": "Odd", "Cause": "{% $string($states.input) & ' is odd' %}"},
            "Fine": {"Type": "Succeed"}""";

    private final Stage stage = new Stage();

    private static String map(String fields, String type, String states) {
        return """
                "M": {"Type": "Map", "End": true, %s "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "%s"},
                      "StartAt": "%s", "States": {%s}}}""".formatted(
                        fields.isEmpty() ? "" : fields + ",",
                        type,
                        json("{" + states + "}").fieldNames().next(),
                        states);
    }

    private static String map(String fields, String states) {
        return map(fields, "STANDARD", states);
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).boxed().toList().toString();
    }

    private static String echo(String output) {
        return "\"In\": {\"Type\": \"Succeed\", \"Output\": " + output + "}";
    }

    @Test
    void eachItemHasItsOwnExecutionAndTheResultsComeInTheItemsOrder() {
        Execution execution = stage.run(
                map(
                        "\"Label\": \"photos\"",
                        "\"W\": {\"Type\": \"Wait\", \"Seconds\": \"{% 10 - $states.input %}\", \"Next\": \"In\"}, "
                                + echo("\"{% {'n': $states.input, 'context': $states.context} %}\"")),
                "[3, 1, 2]");

        JsonNode results = execution.output().orElseThrow();
        assertThat(results).extracting(result -> result.path("n").asInt()).containsExactly(3, 1, 2);
        assertThat(results).allSatisfy(result -> {
            JsonNode own = result.at("/context/Execution");
            assertThat(own.path("Id").asText())
                    .isEqualTo(MACHINE.replace("stateMachine", "execution") + "/photos:"
                            + own.path("Name").asText());
            assertThat(own.path("Name").asText()).matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
            assertThat(own.path("Input")).isEqualTo(result.path("n"));
            assertThat(result.at("/context/StateMachine/Id").asText()).isEqualTo(MACHINE + "/photos");
            assertThat(result.path("context").has("Map")).isFalse();
        });
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(9));
        assertThat(execution.history())
                .extracting(event -> event.type().name())
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapRunStarted",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
        assertThat(stage.engine.executions()).containsExactly(execution);
        assertThat(stage.engine.children()).isEmpty();
    }

    @Test
    void anExpressChildIsNamedAsSuch() {
        Execution execution =
                stage.run(map("\"Label\": \"l\"", "EXPRESS", echo("\"{% $states.context.Execution %}\"")), "[1]");

        JsonNode own = execution.output().orElseThrow().get(0);
        assertThat(own.path("Id").asText())
                .startsWith(MACHINE.replace("stateMachine", "express") + "/l:"
                        + own.path("Name").asText() + ":");
    }

    @Test
    void withoutALabelOneIsMadeUpAndStaysTheSame() {
        String states = map("", echo("\"{% $states.context.StateMachine.Name %}\""));

        JsonNode first = stage.run(states, "[1]").output().orElseThrow().get(0);
        JsonNode second = stage.run(states, "[1]").output().orElseThrow().get(0);

        assertThat(first.asText()).matches("machine/[0-9a-f-]{36}").isEqualTo(second.asText());
    }

    @Test
    void theSelectorSeesTheItemTheVariablesAndTheContext() {
        Execution execution = stage.run(
                """
                "P": {"Type": "Pass", "Assign": {"tint": "red"}, "Next": "M"},
                """ + map("""
                                "Items": "{% $states.input.list %}",
                                "ItemSelector": {"tint": "{% $tint %}", "at": "{% $states.context.Map.Item.Index %}", "photo": "{% $states.context.Map.Item.Value.name %}",
                                                 "from": "{% $states.context.Map.Item.Source %}", "run": "{% $states.context.Execution.Name %}"}""", echo("\"{% $states.input %}\"")), "{\"list\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");

        assertThat(execution.output()).contains(json("""
                        [{"tint": "red", "at": 0, "photo": "a", "from": "STATE_DATA", "run": "execution-1"},
                         {"tint": "red", "at": 1, "photo": "b", "from": "STATE_DATA", "run": "execution-1"}]"""));
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "'\"{% 2 + 2 %}\"', 3", "0, 1", "40, 1"})
    void noMoreChildrenRunAtOnceThanAllowed(String maxConcurrency, int rounds) {
        int most = maxConcurrency.contains("%") ? 4 : Integer.parseInt(maxConcurrency);
        List<Integer> running = new ArrayList<>();
        stage.engine.onStatusChange(
                change -> running.add(stage.engine.children().size()));

        stage.run(
                map(
                        "\"MaxConcurrency\": " + maxConcurrency,
                        "\"In\": {\"Type\": \"Wait\", \"Seconds\": 10, \"End\": true}"),
                numbers(10));

        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(10L * rounds));
        assertThat(running).allMatch(count -> count <= (most == 0 ? 10 : most));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ToleratedFailureCount\": 5', SUCCEEDED",
        "'\"ToleratedFailureCount\": 4', FAILED",
        "'\"ToleratedFailureCount\": \"{% 5 %}\"', SUCCEEDED",
        "'\"ToleratedFailurePercentage\": 50', SUCCEEDED",
        "'\"ToleratedFailurePercentage\": 49.9', FAILED",
        "'\"ToleratedFailurePercentage\": \"{% 100 %}\"', SUCCEEDED",
        "'\"ToleratedFailurePercentage\": 100, \"ToleratedFailureCount\": 4', FAILED",
        "'\"ToleratedFailurePercentage\": 10, \"ToleratedFailureCount\": 5', FAILED",
        "'\"Comment\": \"nothing is tolerated\"', FAILED",
    })
    void failuresAreToleratedUpToAThreshold(String fields, ExecutionStatus status) {
        Execution execution = stage.run(map(fields, FUSSY), numbers(10));

        assertThat(execution.status()).isEqualTo(status);
        if (status == ExecutionStatus.FAILED) {
            assertThat(execution.error()).contains("States.ExceedToleratedFailureThreshold");
            assertThat(execution.cause()).contains("The specified tolerated failure threshold was exceeded");
        }
    }

    @Test
    void aToleratedFailureStandsAmongTheResultsWithAllThatIsKnown() {
        Execution execution = stage.run(map("\"Label\": \"l\", \"ToleratedFailureCount\": 1", FUSSY), "[2, 3]");

        JsonNode results = execution.output().orElseThrow();
        assertThat(results.get(0)).isEqualTo(json("2"));
        assertThat(results.get(1).path("Error").asText()).isEqualTo("Odd");
        assertThat(results.get(1).path("Cause").asText()).isEqualTo("3 is odd");
        assertThat(results.get(1).path("Status").asText()).isEqualTo("FAILED");
        assertThat(results.get(1).path("Input").asText()).isEqualTo("3");
    }

    @Test
    void exceedingTheThresholdStopsWhatRunsAndStartsNothingMore() {
        Execution execution = stage.run(map("\"MaxConcurrency\": 2", """
                        "W": {"Type": "Wait", "Seconds": "{% $states.input %}", "Next": "F"},
                        "F": {"Type": "Fail", "Error": "Broken"}"""), "[5, 1000, 1, 1]");

        assertThat(execution.error()).contains("States.ExceedToleratedFailureThreshold");
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(stage.engine.children()).isEmpty();
        assertThat(execution.history())
                .extracting(HistoryEvent::type)
                .contains(HistoryEventType.MapRunFailed, HistoryEventType.MapStateFailed);
    }

    @Test
    void retryStartsAnotherMapRunAndCatchGoesOn() {
        stage.function("once", payload -> {
            if (stage.calls.size() == 1) {
                throw new TaskException("Shaky", "once");
            }
            return payload;
        });
        String task = """
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "once", "Payload": "{% $states.input %}"},
                      "Output": "{% $states.result.Payload %}", "End": true}""";

        Execution retried = stage.run(
                map("\"Retry\": [{\"ErrorEquals\": [\"States.ExceedToleratedFailureThreshold\"]}]", task), "[7]");
        assertThat(retried.output()).contains(json("[7]"));
        assertThat(retried.history().stream().filter(event -> event.type() == HistoryEventType.MapRunStarted))
                .hasSize(2);

        Execution caught =
                stage.run(map("""
                                "Catch": [{"ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "Assign": {"why": "{% $states.errorOutput.Error %}"}, "Next": "S"}]""", FUSSY) + ", \"S\": {\"Type\": \"Succeed\", \"Output\": \"{% $why %}\"}", "[1]");
        assertThat(caught.output()).contains(json("\"States.ExceedToleratedFailureThreshold\""));
    }

    @Test
    void outputAndAssignSeeTheResult() {
        Execution execution = stage.run(
                map(
                                        "\"Assign\": {\"all\": \"{% $sum($states.result) %}\"}, \"Output\": \"{% $count($states.result) %}\"",
                                        echo("\"{% $states.input * 2 %}\""))
                                .replace("\"End\": true, \"Assign\"", "\"Next\": \"S\", \"Assign\"")
                        + ", \"S\": {\"Type\": \"Succeed\", \"Output\": \"{% [$states.input, $all] %}\"}",
                "[1, 2, 3]");

        assertThat(execution.output()).contains(json("[3, 12]"));
    }

    @Test
    void noItemsNoChildren() {
        assertThat(stage.run(map("", FUSSY), "[]").output()).contains(json("[]"));
    }

    @Test
    void itemsMustBeAnArray() {
        Execution execution = stage.run(map("\"Items\": \"{% $states.input %}\"", FUSSY), "{}");

        assertThat(execution.error()).contains("States.QueryEvaluationError");
        assertThat(execution.cause().orElseThrow()).contains("Items must be an array");
    }

    @Test
    void batchesHaveTheirItemsAndTheirCommonInput() {
        Execution execution = stage.run(map("""
                        "ItemSelector": "{% {'n': $states.context.Map.Item.Value} %}",
                        "ItemBatcher": {"MaxItemsPerBatch": "{% 2 + 1 %}", "BatchInput": {"day": "{% $states.context.Execution.Name %}"}}""", echo("\"{% $states.input %}\"")), numbers(7));

        JsonNode batches = execution.output().orElseThrow();
        assertThat(batches).hasSize(3);
        assertThat(batches.get(0))
                .isEqualTo(
                        json(
                                "{\"BatchInput\": {\"day\": \"execution-1\"}, \"Items\": [{\"n\": 0}, {\"n\": 1}, {\"n\": 2}]}"));
        assertThat(batches.get(2).path("Items")).isEqualTo(json("[{\"n\": 6}]"));
    }

    @Test
    void batchesKeepToTheirBytes() {
        String hundred = "\"" + "x".repeat(98) + "\"";

        Execution execution = stage.run(
                map("\"ItemBatcher\": {\"MaxInputBytesPerBatch\": 320}", echo("\"{% $count($states.input.Items) %}\"")),
                "[" + String.join(",", List.of(hundred, hundred, hundred, hundred)) + "]");

        // Three items make {"Items":[...]} with 12 + 300 + 2 bytes, four 415.
        assertThat(execution.output()).contains(json("[3, 1]"));
    }

    @Test
    void aFailedBatchCountsAsAllItsItems() {
        String failing = "\"F\": {\"Type\": \"Fail\"}";

        assertThat(stage.run(
                                map(
                                        "\"ItemBatcher\": {\"MaxItemsPerBatch\": 3}, \"ToleratedFailureCount\": 6",
                                        failing),
                                numbers(6))
                        .status())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.run(
                                map(
                                        "\"ItemBatcher\": {\"MaxItemsPerBatch\": 3}, \"ToleratedFailureCount\": 5",
                                        failing),
                                numbers(6))
                        .status())
                .isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void anInputOfAChildHasALimit() {
        Execution execution = stage.run(
                map(
                        "\"ItemSelector\": {\"twice\": \"{% $states.context.Map.Item.Value & $states.context.Map.Item.Value %}\"}",
                        echo("0")),
                "[\"" + "x".repeat(140_000) + "\"]");

        assertThat(execution.error()).contains("States.DataLimitExceeded");
        assertThat(execution.cause().orElseThrow()).contains("item 0").contains("262144 are allowed");
    }

    @Test
    void anItemThatFitsNoBatchIsTooLarge() {
        Execution execution = stage.run(
                map("\"ItemBatcher\": {\"MaxInputBytesPerBatch\": 20}", echo("0")), "[1, \"" + "x".repeat(30) + "\"]");

        assertThat(execution.error()).contains("States.DataLimitExceeded");
    }

    @Test
    void anOutputOfAChildHasALimit() {
        Execution execution = stage.run(
                map(
                        "\"ToleratedFailureCount\": 1",
                        echo("\"{% $join($map([1..300], function($i) { $states.input })) %}\"")),
                "[\"" + "x".repeat(1000) + "\"]");

        assertThat(execution.output().orElseThrow().get(0).path("Error").asText())
                .isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void resultsThatAreTooMuchNeedAResultWriter() {
        Execution execution = stage.run(
                map("", echo("\"{% $join($map([1..100], function($i) { '" + "x".repeat(100) + "' })) %}\"")),
                numbers(30));

        assertThat(execution.error()).contains("States.DataLimitExceeded");
        assertThat(execution.cause().orElseThrow()).contains("ResultWriter");
    }

    @Test
    void anExpressChildHasFiveMinutes() {
        Execution execution = stage.run(
                map(
                        "\"ToleratedFailureCount\": 1",
                        "EXPRESS",
                        "\"In\": {\"Type\": \"Wait\", \"Seconds\": 301, \"End\": true}"),
                "[1]");

        JsonNode result = execution.output().orElseThrow().get(0);
        assertThat(result.path("Status").asText()).isEqualTo("TIMED_OUT");
        assertThat(result.path("Error").asText()).isEqualTo("States.Timeout");
        assertThat(result.path("RedriveStatus").asText()).isEqualTo("REDRIVABLE_BY_MAP_RUN");
        assertThat(stage.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 4", "EXPRESS, 0"})
    void onlyStandardChildrenTellOfTheirStatus(String type, int ofChildren) {
        List<StatusChange> heard = new ArrayList<>();
        stage.engine.onStatusChange(heard::add);

        stage.run(map("\"Label\": \"l\"", type, echo("1")), "[1, 2]");

        assertThat(heard.stream()
                        .filter(change -> change.execution().mapRunArn().isPresent()))
                .hasSize(ofChildren)
                .allMatch(change -> change.execution().stateMachineArn().equals(MACHINE + "/l"));
        assertThat(heard.stream()
                        .filter(change -> change.execution().mapRunArn().isEmpty()))
                .hasSize(2);
    }

    @Test
    void abortingTheParentAbortsTheChildren() {
        Execution execution =
                stage.start(map("", "\"In\": {\"Type\": \"Wait\", \"Seconds\": 1000, \"End\": true}"), numbers(5));
        stage.scheduler.advance(Duration.ofSeconds(1));
        List<Execution> children = stage.engine.children();
        assertThat(children)
                .hasSize(5)
                .allSatisfy(child -> assertThat(stage.engine.find(child.arn())).contains(child));

        execution.abort();
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(children).extracting(Execution::status).containsOnly(ExecutionStatus.ABORTED);
        assertThat(stage.engine.children()).isEmpty();
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTimedOutParentTakesItsChildrenWithIt() {
        JsonNode definition =
                json("{\"QueryLanguage\": \"JSONata\", \"TimeoutSeconds\": 7, \"StartAt\": \"M\", \"States\": {"
                        + map("", "\"In\": {\"Type\": \"Wait\", \"Seconds\": 1000, \"End\": true}") + "}}");

        Execution execution = stage.start(stage.load(definition), "[1, 2]");
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(stage.engine.children()).isEmpty();
        assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aMapCanBeInAMap() {
        Execution execution = stage.run(
                map(
                        "\"Label\": \"outer\"",
                        map("\"Label\": \"inner\"", echo("\"{% $states.context.StateMachine.Name %}\""))
                                .replace("\"M\":", "\"N\":")),
                "[[1, 2], [3]]");

        assertThat(execution.output()).contains(json("[[\"machine/inner\", \"machine/inner\"], [\"machine/inner\"]]"));
    }

    @Test
    void childrenMayAssignWhatTheParentAssigns() {
        Execution execution = stage.run(
                "\"P\": {\"Type\": \"Pass\", \"Assign\": {\"n\": 100}, \"Next\": \"M\"}, "
                        + map(
                                        "\"Output\": {\"results\": \"{% $states.result %}\", \"n\": \"{% $n %}\"}",
                                        "\"A\": {\"Type\": \"Pass\", \"Assign\": {\"n\": \"{% $states.input + 1 %}\"}, \"Next\": \"In\"}, "
                                                + echo("\"{% $n %}\""))
                                .strip(),
                "[1, 2]");

        assertThat(execution.output()).contains(json("{\"results\": [2, 3], \"n\": 100}"));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        String states = map("\"MaxConcurrency\": 3", echo("\"{% $states.context.Execution.Name %}\""));

        JsonNode first = new Stage(5).run(states, numbers(20)).output().orElseThrow();

        assertThat(new Stage(5).run(states, numbers(20)).output()).contains(first);
        assertThat(StreamSupport.stream(first.spliterator(), false).distinct()).hasSize(20);
        assertThat(Map.of(
                        "different seed",
                        new Stage(6).run(states, numbers(20)).output().orElseThrow()))
                .doesNotContainValue(first);
    }
}
