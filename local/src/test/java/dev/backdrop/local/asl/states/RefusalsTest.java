package dev.backdrop.local.asl.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.integration.EventsPutEvents;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be run here is refused when it is loaded, by name and place. */
class RefusalsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
    private static final Integrations INTEGRATIONS = new Integrations(Map.of(
            LambdaInvoke.RESOURCE,
            new LambdaInvoke((name, payload) -> new FunctionResult.Returned(payload)),
            EventsPutEvents.RESOURCE,
            new EventsPutEvents(event -> "id")));

    record Refused(String states, String path, String matter) {
        @Override
        public String toString() {
            return matter + " <- " + states;
        }
    }

    private static StateMachine load(String definition, Map<String, String> substitutions) throws IOException {
        return StateMachine.load(ARN, JSON.readTree(definition), substitutions, INTEGRATIONS);
    }

    private static String machine(String states) throws IOException {
        JsonNode all = JSON.readTree("{" + states + "}");
        return JSON.createObjectNode()
                .put("QueryLanguage", "JSONata")
                .put("StartAt", all.fieldNames().next())
                .set("States", all)
                .toString();
    }

    private static Refused task(String fields, String path, String matter) {
        return new Refused(
                "\"T\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"End\": true, " + fields
                        + "}, \"S\": {\"Type\": \"Succeed\"}",
                path,
                matter);
    }

    private static Refused pass(String fields, String matter) {
        return new Refused("\"P\": {\"Type\": \"Pass\", \"End\": true, " + fields + "}", "m.States.P", matter);
    }

    private static Refused only(String state, String path, String matter) {
        return new Refused("\"X\": " + state + ", \"S\": {\"Type\": \"Succeed\"}", path, matter);
    }

    private static Refused error(String errors, String matter) {
        return task("\"Retry\": [{\"ErrorEquals\": " + errors + "}]", "m.States.T.Retry[0]", matter);
    }

    static Stream<Refused> refused() {
        return Stream.of(
                only("{\"Type\": \"Sleep\"}", "m.States.X", "state type Sleep is unknown"),
                only("{\"End\": true}", "m.States.X", "lacks the field Type"),
                only("7", "m.States.X", "must be an object"),
                pass("\"Colour\": 1", "the field Colour is unknown for a Pass state"),
                pass("\"ResultPath\": \"$.x\"", "ResultPath belongs to JSONPath"),
                pass("\"Parameters\": {}", "Parameters belongs to JSONPath"),
                pass("\"QueryLanguage\": \"JSONPath\"", "query language JSONPath isn't supported"),
                pass("\"Next\": \"P\"", "exactly one of Next and"),
                pass("\"Output\": \"{% 1 + %}\"", "Output isn't JSONata"),
                pass("\"Output\": {\"a\": [\"{% ) %}\"]}", "Output.a[0] isn't JSONata"),
                pass("\"Output\": \" {% 1 %}\"", "must start with {%"),
                pass("\"Output\": \"{% 1 %} apples\"", "must start with {%"),
                pass("\"Output\": \"{% $frobnicate(1) %}\"", "unknown function $frobnicate"),
                pass("\"Output\": \"{% $eval('1') %}\"", "use $parse"),
                pass("\"Output\": \"{% $states.input.a ?? 1 %}\"", "operator ??"),
                pass("\"Output\": \"{% $states.input.a ?: 1 %}\"", "operator ?:"),
                pass("\"Output\": \"{% $$.a %}\"", "uses $$"),
                pass("\"Output\": \"{% $nobody + 1 %}\"", "variable $nobody, which no state assigns"),
                pass("\"Output\": \"{% $states.result %}\"", "reads $states.result"),
                pass("\"Output\": \"{% $states.errorOutput %}\"", "reads $states.errorOutput"),
                pass("\"Output\": \"{% $states.inptu %}\"", "reads $states.inptu"),
                pass("\"Assign\": {\"states\": 1}", "can't set a variable named 'states'"),
                pass("\"Assign\": {\"a-b\": 1}", "can't set a variable named 'a-b'"),
                pass("\"Assign\": 1", "Assign must be an object"),
                pass("\"Retry\": []", "the field Retry is unknown for a Pass state"),
                pass("\"Comment\": 3", "Comment must be text"),
                only("{\"Type\": \"Pass\"}", "m.States.X", "exactly one of Next and"),
                only("{\"Type\": \"Pass\", \"End\": 1}", "m.States.X", "End must be true"),
                only(
                        "{\"Type\": \"Pass\", \"Next\": \"Y\"}",
                        "m.States.X",
                        "leads to the state Y, which doesn't exist"),
                only("{\"Type\": \"Pass\", \"End\": true}", "m.States.S", "can't be reached"),
                new Refused("\"A\": {\"Type\": \"Pass\", \"Next\": \"A\"}", "m", "never ends"),
                only("{\"Type\": \"Wait\", \"Next\": \"S\"}", "m.States.X", "exactly one of Seconds and Timestamp"),
                only(
                        "{\"Type\": \"Wait\", \"Seconds\": -1, \"Next\": \"S\"}",
                        "m.States.X",
                        "Seconds must be a whole number"),
                only(
                        "{\"Type\": \"Wait\", \"Seconds\": \"5\", \"Next\": \"S\"}",
                        "m.States.X",
                        "Seconds must be a whole number"),
                only(
                        "{\"Type\": \"Wait\", \"Timestamp\": \"noon\", \"Next\": \"S\"}",
                        "m.States.X",
                        "Timestamp must look like"),
                only(
                        "{\"Type\": \"Wait\", \"SecondsPath\": \"$.s\", \"Next\": \"S\"}",
                        "m.States.X",
                        "exactly one of Seconds and Timestamp"),
                only("{\"Type\": \"Choice\", \"Choices\": []}", "m.States.X", "at least one rule"),
                only(
                        "{\"Type\": \"Choice\", \"Default\": \"S\", \"Choices\": [{\"Variable\": \"$.x\", \"Next\": \"S\"}]}",
                        "m.States.X.Choices[0]",
                        "lacks the field Condition"),
                only(
                        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"yes\", \"Next\": \"S\"}]}",
                        "m.States.X.Choices[0]",
                        "Condition must be true, false or one expression"),
                only(
                        "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": true, \"Next\": \"S\", \"Not\": {}}]}",
                        "m.States.X.Choices[0]",
                        "the field Not is unknown for a choice rule"),
                only("{\"Type\": \"Fail\", \"Error\": 1}", "m.States.X", "Error must be text"),
                only(
                        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\", \"Next\": \"S\"}",
                        "m.States.X",
                        "arn:aws:states:::sqs:sendMessage is unknown"),
                only(
                        "{\"Type\": \"Parallel\", \"Next\": \"S\", \"Branches\": [{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Succeed\"}}}]}",
                        "m.States.",
                        "used twice"),
                only(
                        "{\"Type\": \"Parallel\", \"Next\": \"S\", \"Branches\": [{\"StartAt\": \"In\", \"States\": {\"In\": {\"Type\": \"Pass\", \"Next\": \"S\"}}}]}",
                        "m.States.X.Branches[0].States.In",
                        "leads to the state S"),
                only(
                        "{\"Type\": \"Parallel\", \"Next\": \"S\", \"Assign\": {\"v\": 1}, \"Branches\": [{\"StartAt\": \"In\", \"States\": {\"In\": {\"Type\": \"Pass\", \"Assign\": {\"v\": 2}, \"End\": true}}}]}",
                        "m.States.X.Branches[0]",
                        "assigns $v, which belongs to the states around it"),
                only(
                        "{\"Type\": \"Map\", \"Next\": \"S\", \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}, \"StartAt\": \"In\", \"States\": {\"In\": {\"Type\": \"Succeed\"}}}}",
                        "m.States.X.ItemProcessor.ProcessorConfig",
                        "Mode DISTRIBUTED isn't supported"),
                only(
                        "{\"Type\": \"Map\", \"Next\": \"S\", \"ItemReader\": {}}",
                        "m.States.X",
                        "ItemReader belongs to a Distributed Map"),
                only(
                        "{\"Type\": \"Map\", \"Next\": \"S\", \"Iterator\": {}}",
                        "m.States.X",
                        "lacks the field ItemProcessor"),
                task(
                        "\"Arguments\": {\"FunctionNme\": \"f\", \"FunctionName\": \"f\"}",
                        "m.States.T",
                        "unknown FunctionNme"),
                task("\"Arguments\": {\"Payload\": \"{% 1 %}\"}", "m.States.T", "Arguments lack FunctionName"),
                task("\"TimeoutSeconds\": 0", "m.States.T", "TimeoutSeconds must be a whole number from 1"),
                task("\"HeartbeatSeconds\": 5, \"TimeoutSeconds\": 5", "m.States.T", "smaller than TimeoutSeconds"),
                task("\"HeartbeatSeconds\": \"x\"", "m.States.T", "HeartbeatSeconds must be a whole number from 1"),
                error("[]", "at least one"),
                error("[\"States.Nope\"]", "unknown error name States.Nope"),
                error("[\"Lambda.*\"]", "no wildcards"),
                error("[\"A\", \"A\"]", "names an error twice"),
                error("[\"States.ALL\", \"A\"]", "States.ALL must stand alone"),
                task(
                        "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"A\"]}]",
                        "m.States.T.Retry[0]",
                        "in the last element"),
                task(
                        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.5}]",
                        "m.States.T.Retry[0]",
                        "BackoffRate must be"),
                task(
                        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 1}]",
                        "m.States.T.Retry[0]",
                        "greater than IntervalSeconds"),
                task(
                        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"SOME\"}]",
                        "m.States.T.Retry[0]",
                        "FULL or NONE"),
                task(
                        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempt\": 1}]",
                        "m.States.T.Retry[0]",
                        "the field MaxAttempt is unknown for a retrier"),
                task("\"Catch\": [{\"ErrorEquals\": [\"A\"]}]", "m.States.T.Catch[0]", "lacks the field Next"),
                task("\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"Y\"}]", "m.States.T", "leads to the state Y"),
                task(
                        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\", \"ResultPath\": \"$\"}]",
                        "m.States.T.Catch[0]",
                        "ResultPath belongs to JSONPath"),
                task(
                        "\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"S\", \"Output\": \"{% $states.result %}\"}]",
                        "m.States.T.Catch[0]", "reads $states.result"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByNameAndPlace(Refused test) throws IOException {
        String definition = machine(test.states());

        assertThatThrownBy(() -> load(definition, Map.of()))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith(test.path())
                .hasMessageContaining(test.matter());
    }

    @Test
    void aMachineNeedsJsonata() {
        assertThatThrownBy(() -> load("{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Succeed\"}}}", Map.of()))
                .hasMessageContaining("m.States.P: the query language JSONPath isn't supported");
    }

    @Test
    void aMachinesOwnFieldsAreCheckedToo() {
        String start = "{\"QueryLanguage\": \"JSONata\", \"States\": {\"P\": {\"Type\": \"Succeed\"}}, ";
        assertThatThrownBy(() -> load(start + "\"StartAt\": \"Q\"}", Map.of())).hasMessageContaining("the state Q");
        assertThatThrownBy(() -> load(start + "\"StartAt\": \"P\", \"Name\": \"x\"}", Map.of()))
                .hasMessage("m: the field Name is unknown for a state machine");
        assertThatThrownBy(() -> load(start + "\"StartAt\": \"P\", \"Version\": \"2.0\"}", Map.of()))
                .hasMessageContaining("Version 2.0");
        assertThatThrownBy(() -> load(start + "\"StartAt\": \"P\", \"TimeoutSeconds\": \"9\"}", Map.of()))
                .hasMessageContaining("TimeoutSeconds");
    }

    @Test
    void substitutionsAreMadeAndAMissingOneIsNamed() throws IOException {
        String definition = machine("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "${PollArn}:$LATEST"}, "End": true}""");

        State.TaskState task = (State.TaskState)
                load(definition, Map.of("PollArn", "a$1\\b")).branch().states().get("T");
        assertThat(((Template.Constant) task.arguments().orElseThrow()).value().node())
                .isEqualTo(JSON.createObjectNode().put("FunctionName", "a$1\\b:$LATEST"));
        assertThatThrownBy(() -> load(definition, Map.of("Poll", "x")))
                .hasMessage(
                        "m.States.T.Arguments.FunctionName: ${PollArn} has no value; DefinitionSubstitutions has [Poll]");
    }

    @Test
    void aFileIsReadStrictly(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("m.asl.json"), "{\"StartAt\": \"A\", \"StartAt\": \"B\", \"States\": {}}");

        assertThatThrownBy(() -> StateMachine.load(ARN, file, Map.of(), INTEGRATIONS))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("Duplicate field 'StartAt'");
    }

    @Test
    void allTimeFieldsTakeExpressions() throws IOException {
        StateMachine machine = load(machine("""
                "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": "{% {'FunctionName': 'f'} %}",
                      "TimeoutSeconds": "{% $states.input.t %}", "HeartbeatSeconds": "{% 5 %}", "End": true}"""), Map.of());

        assertThat(machine.name()).isEqualTo("m");
        assertThat(machine.branch().states()).containsOnlyKeys("T");
    }
}
