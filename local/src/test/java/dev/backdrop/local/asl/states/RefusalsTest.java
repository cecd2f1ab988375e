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
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.integration.StartExecution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be run here is refused when it is loaded, by name and place. */
class RefusalsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
    private static final LambdaInvoke LAMBDA =
            new LambdaInvoke((name, payload) -> new FunctionResult.Returned(payload));
    private static final Integrations INTEGRATIONS = new Integrations(Map.of(
                    LambdaInvoke.RESOURCE,
                    LAMBDA,
                    LambdaInvoke.RESOURCE + ".waitForTaskToken",
                    LAMBDA,
                    StartExecution.SYNC_RESOURCE,
                    StartExecution.andWait((arn, name, input) -> {
                        throw new AssertionError("nothing is started");
                    }),
                    EventsPutEvents.RESOURCE,
                    new EventsPutEvents(event -> "id")))
            .with(new NoObjects());

    private static final class NoObjects implements ObjectStore {
        @Override
        public void read(String bucket, String key, Optional<String> version, OutputStream to) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void list(String bucket, String prefix, Predicate<Listed> each) {
            throw new AssertionError("nothing is listed");
        }

        @Override
        public void write(String bucket, String key, String contentType, Content content) {
            throw new AssertionError("nothing is written");
        }
    }

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

    private static Refused map(String fields, String path, String matter) {
        return map("STANDARD", fields, "\"In\": {\"Type\": \"Succeed\"}", path, matter);
    }

    private static Refused map(String type, String fields, String states, String path, String matter) {
        return new Refused("""
                "P": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "X"},
                "X": {"Type": "Map", "Next": "S", %s "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "%s"}, "StartAt": "In", "States": {%s}}},
                "S": {"Type": "Succeed"}""".formatted(fields.isEmpty() ? "" : fields + ",", type, states), path, matter);
    }

    private static Refused reader(String config, String matter) {
        return map("""
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "b", "Key": "k"}, "ReaderConfig": {%s}}""".formatted(config), "m.States.X.ItemReader.ReaderConfig", matter);
    }

    private static Refused writer(String fields, String path, String matter) {
        return map("\"ResultWriter\": {" + fields + "}", "m.States.X.ResultWriter" + path, matter);
    }

    static Stream<Refused> refusedDistributedMaps() {
        String list = "\"Resource\": \"arn:aws:states:::s3:listObjectsV2\", \"Arguments\": {\"Bucket\": \"b\"}";
        String put = "\"Resource\": \"arn:aws:states:::s3:putObject\", \"Arguments\": {\"Bucket\": \"b\"}";
        String task =
                "\"In\": {\"Type\": \"Task\", \"Resource\": \"%s\", \"Arguments\": \"{%% {} %%}\", \"End\": true}";
        return Stream.of(
                map("SLOW", "", "", "m.States.X.ItemProcessor.ProcessorConfig", "ExecutionType must be"),
                map("\"Iterator\": {}", "m.States.X", "the field Iterator is unknown for a Map state"),
                map("\"ItemsPath\": \"$.a\"", "m.States.X", "ItemsPath belongs to JSONPath"),
                map(
                        "\"ToleratedFailureCountPath\": \"$.a\"",
                        "m.States.X",
                        "ToleratedFailureCountPath belongs to JSONPath"),
                map("\"ToleratedFailureCount\": -1", "m.States.X", "ToleratedFailureCount must be a whole number"),
                map("\"ToleratedFailurePercentage\": 101", "m.States.X", "a number from 0 to 100"),
                map("\"ToleratedFailurePercentage\": \"5\"", "m.States.X", "a number from 0 to 100"),
                map("\"MaxConcurrency\": 1.5", "m.States.X", "MaxConcurrency must be a whole number"),
                map("\"Label\": \"a b\"", "m.States.X", "Label has 1 to 40 characters"),
                map("\"Label\": \"" + "x".repeat(41) + "\"", "m.States.X", "Label has 1 to 40 characters"),
                map("\"Items\": {\"a\": 1}", "m.States.X", "Items must be an array"),
                map("\"Items\": [1], \"ItemReader\": {" + list + "}", "m.States.X", "both ItemReader and Items"),
                map("\"ItemBatcher\": {\"BatchInput\": 1}", "m.States.X.ItemBatcher", "needs MaxItemsPerBatch"),
                map("\"ItemBatcher\": {\"MaxItemsPerBatch\": 0}", "m.States.X.ItemBatcher", "from 1"),
                map("\"ItemBatcher\": {\"MaxInputBytesPerBatch\": 262145}", "m.States.X.ItemBatcher", "to 262144"),
                map(
                        "\"ItemBatcher\": {\"MaxItemsPerBatch\": 1, \"Size\": 1}",
                        "m.States.X.ItemBatcher",
                        "Size is unknown"),
                map("\"ItemSelector\": \"{% $states.result %}\"", "m.States.X", "reads $states.result"),
                map(
                        "STANDARD",
                        "",
                        "\"In\": {\"Type\": \"Succeed\", \"Output\": \"{% $outer %}\"}",
                        "m.States.X.ItemProcessor.States.In",
                        "$outer of the workflow around it, which a child workflow can't see"),
                map(
                        "EXPRESS",
                        "",
                        task.formatted("arn:aws:states:::lambda:invoke.waitForTaskToken"),
                        "m.States.X.ItemProcessor",
                        "which an EXPRESS child workflow can't wait for"),
                map(
                        "EXPRESS",
                        "",
                        task.formatted("arn:aws:states:::states:startExecution.sync:2"),
                        "m.States.X.ItemProcessor",
                        "use the ExecutionType STANDARD"),
                map(
                        "EXPRESS",
                        "",
                        "\"In\": {\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"EXPRESS\"}, \"StartAt\": \"D\", \"States\": {\"D\": {\"Type\": \"Succeed\"}}}}",
                        "m.States.X.ItemProcessor",
                        "is a Distributed Map, which an EXPRESS child workflow can't have"),
                map(
                        "\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:headObject\"}",
                        "m.States.X.ItemReader",
                        "s3:headObject is unknown"),
                map(
                        "\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:getObject\", \"Arguments\": {\"Bucket\": \"b\"}}",
                        "m.States.X.ItemReader",
                        "Arguments lack Key"),
                map(
                        "\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:getObject\", \"Parameters\": {}}",
                        "m.States.X.ItemReader",
                        "lacks the field Arguments"),
                map(
                        "\"ItemReader\": {" + list
                                + ", \"ReaderConfig\": {\"Transformation\": \"LOAD_AND_FLATTEN\", \"InputType\": \"CSV\"}}",
                        "m.States.X.ItemReader.ReaderConfig",
                        "LOAD_AND_FLATTEN isn't supported"),
                map(
                        "\"ItemReader\": {" + list + ", \"ReaderConfig\": {\"InputType\": \"JSON\"}}",
                        "m.States.X.ItemReader.ReaderConfig",
                        "InputType is unknown"),
                reader("\"InputType\": \"PARQUET\"", "PARQUET isn't supported"),
                reader("\"InputType\": \"MANIFEST\"", "MANIFEST isn't supported"),
                reader("\"InputType\": \"XML\"", "XML is unknown"),
                reader("\"InputType\": \"JSON\", \"ItemsPointer\": \"/a\"", "ItemsPointer isn't supported"),
                reader("\"InputType\": \"JSON\", \"CSVHeaderLocation\": \"GIVEN\"", "CSVHeaderLocation is unknown"),
                reader("\"InputType\": \"CSV\"", "lacks the field CSVHeaderLocation"),
                reader("\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"GIVEN\"", "CSVHeaders must name each column"),
                reader(
                        "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"GIVEN\", \"CSVHeaders\": [\"a\", \"a\"]",
                        "each name once"),
                reader(
                        "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\", \"CSVDelimiter\": \";\"",
                        "CSVDelimiter must be one of"),
                reader("\"InputType\": \"JSONL\", \"MaxItems\": 0", "MaxItems must be a whole number from 1"),
                writer("", "", "needs Resource and Arguments, WriterConfig or all three"),
                writer("\"Resource\": \"arn:aws:states:::sqs:sendMessage\"", "", "sqs:sendMessage is unknown"),
                writer(put.replace("\"Bucket\"", "\"Key\""), "", "Arguments lack Bucket"),
                writer(
                        put + ", \"WriterConfig\": {\"Transformation\": \"SQUASH\", \"OutputType\": \"JSON\"}",
                        ".WriterConfig",
                        "Transformation must be one of [NONE, COMPACT, FLATTEN]"),
                writer(
                        "\"WriterConfig\": {\"Transformation\": \"NONE\", \"OutputType\": \"JSONL\"}",
                        "",
                        "JSONL isn't supported without"));
    }

    @ParameterizedTest
    @MethodSource("refusedDistributedMaps")
    void whatADistributedMapCannotDoHereIsRefused(Refused test) throws IOException {
        isRefusedByNameAndPlace(test);
    }

    @Test
    void aLabelIsUsedOnce() throws IOException {
        String state = """
                "%s": {"Type": "Map", "Label": "l", %s, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "%sIn", "States": {"%sIn": {"Type": "Succeed"}}}}""";
        String definition = machine(state.formatted("A", "\"Next\": \"B\"", "A", "A") + ", "
                + state.formatted("B", "\"End\": true", "B", "B"));

        assertThatThrownBy(() -> load(definition, Map.of()))
                .hasMessage("m.States.B: the Label l is used twice in the machine");
    }

    @Test
    void withoutAnObjectStoreNothingCanBeReadOrWritten() throws IOException {
        String definition = machine(map(
                        "\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:listObjectsV2\", \"Arguments\": {\"Bucket\": \"b\"}}",
                        "",
                        "")
                .states());

        assertThatThrownBy(
                        () -> StateMachine.load(ARN, JSON.readTree(definition), Map.of(), new Integrations(Map.of())))
                .hasMessage("m.States.X.ItemReader: has nothing to read from or write to: there is no S3 here");
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
                        "{\"Type\": \"Map\", \"Next\": \"S\", \"ItemReader\": {}, \"ItemProcessor\": {\"StartAt\": \"In\", \"States\": {\"In\": {\"Type\": \"Succeed\"}}}}",
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
