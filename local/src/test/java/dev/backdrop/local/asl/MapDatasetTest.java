package dev.backdrop.local.asl;

import static dev.backdrop.local.asl.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.dataset.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a Distributed Map's items come from and its results go. */
class MapDatasetTest {

    private static final String WRITER = """
            "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out", "Prefix": "{% 'runs/' & $states.context.Execution.Name %}"}}""";
    private static final String FUSSY = """
            "Look": {"Type": "Choice", "Default": "Fine", "Choices": [{"Condition": "{% $states.input > 2 %}", "Next": "Wait"}]},
            "Wait": {"Type": "Wait", "Seconds": 10, "Next": "Large"},
            "Large": {"Type": "Fail", "Error": "Large", "Cause": "too large"},
            "Fine": {"Type": "Succeed", "Output": "{% [$states.input, $states.input * 10] %}"}""";
    private static final String ECHO = "\"Echo\": {\"Type\": \"Succeed\"}";

    private final Stage stage = new Stage();

    private Execution run(String fields, String states, String input) {
        return stage.run(map(fields, states), input);
    }

    private static String map(String fields, String states) {
        return """
                "M": {"Type": "Map", "End": true, "Label": "photos", %s, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                      "StartAt": "%s", "States": {%s}}}""".formatted(fields, json("{" + states + "}").fieldNames().next(), states);
    }

    private static String file(String config, String key) {
        return """
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {%s}, "Arguments": {"Bucket": "in", "Key": "%s"}}""".formatted(config, key);
    }

    record Reading(String config, String key, String content, String items) {
        @Override
        public String toString() {
            return config + " " + content;
        }
    }

    private static Reading csv(String config, String content, String items) {
        return new Reading("\"InputType\": \"CSV\", " + config, "list.csv", content, items);
    }

    static Stream<Reading> readable() {
        String first = "\"CSVHeaderLocation\": \"FIRST_ROW\"";
        return Stream.of(
                new Reading("\"InputType\": \"JSON\"", "a.json", "[1, {\"a\": [2]}, null]", "[1, {\"a\": [2]}, null]"),
                new Reading("\"InputType\": \"JSON\"", "a.json", " [ ] ", "[]"),
                new Reading("\"InputType\": \"JSON\", \"MaxItems\": 2", "a.json", "[1, 2, 3]", "[1, 2]"),
                new Reading(
                        "\"InputType\": \"JSONL\"",
                        "a.jsonl",
                        "{\"a\": \"ü\"}\r\n\n \n2\n[3]",
                        "[{\"a\": \"ü\"}, 2, [3]]"),
                new Reading(
                        "\"InputType\": \"JSONL\", \"MaxItems\": \"{% 1 + 1 %}\"", "a.jsonl", "1\n2\nbroken", "[1, 2]"),
                new Reading("\"InputType\": \"JSONL\"", "a.jsonl", "", "[]"),
                csv(first, "a,b\n1,2\r\n\n3,ü\n", "[{\"a\": \"1\", \"b\": \"2\"}, {\"a\": \"3\", \"b\": \"ü\"}]"),
                csv(first, "a,b\n1\n1,2,3", "[{\"a\": \"1\", \"b\": \"\"}, {\"a\": \"1\", \"b\": \"2\"}]"),
                csv(
                        first,
                        "a,b\n\"x, y\n\"\"z\"\"\",\n,2\n",
                        "[{\"a\": \"x, y\\n\\\"z\\\"\", \"b\": \"\"}, {\"a\": \"\", \"b\": \"2\"}]"),
                csv(first, "a\n{\"\"k\"\":1}\n", "[{\"a\": \"{\\\"k\\\":1}\"}]"),
                csv(first, "a\nC:\\\\x\\q\\,y\n", "[{\"a\": \"C:\\\\xq,y\"}]"),
                csv(first + ", \"CSVDelimiter\": \"TAB\"", "a\tb\n1,5\t2\n", "[{\"a\": \"1,5\", \"b\": \"2\"}]"),
                csv(first + ", \"MaxItems\": 1", "a\n1\n2\n", "[{\"a\": \"1\"}]"),
                csv(
                        "\"CSVHeaderLocation\": \"GIVEN\", \"CSVHeaders\": [\"x\", \"y\"]",
                        "1,2\n",
                        "[{\"x\": \"1\", \"y\": \"2\"}]"),
                csv(first, "a,b\n", "[]"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void filesAreRead(Reading test) {
        stage.objects.put("in/" + test.key(), test.content());

        Execution execution = run(file(test.config(), test.key()), ECHO, "{}");

        assertThat(execution.output()).as(execution.toString()).contains(json(test.items()));
    }

    static Stream<Reading> unreadable() {
        String first = "\"CSVHeaderLocation\": \"FIRST_ROW\"";
        return Stream.of(
                new Reading("\"InputType\": \"JSON\"", "a.json", "{\"a\": []}", "isn't a JSON array"),
                new Reading("\"InputType\": \"JSON\"", "a.json", "[1, 2", "isn't JSON after 2 elements"),
                new Reading("\"InputType\": \"JSON\"", "a.json", "[1] 2", "more after the end"),
                new Reading("\"InputType\": \"JSON\"", "a.json", "", "isn't a JSON array"),
                new Reading(
                        "\"InputType\": \"JSONL\"",
                        "a.jsonl",
                        "1\n\n{\"a\"\n",
                        "S3://in/a.jsonl can't be read: line 3 isn't JSON"),
                new Reading(
                        "\"InputType\": \"JSONL\"",
                        "a.jsonl",
                        "\"" + "x".repeat(8 << 20) + "\"",
                        "line 1 has more than 8388608 bytes"),
                new Reading(
                        "\"InputType\": \"JSON\"",
                        "a.json",
                        "[\"" + "x".repeat(8 << 20) + "\"]",
                        "element 1 has more than"),
                new Reading("\"InputType\": \"JSONL\"", "a.jsonl.zst", "1", "ZSTD isn't supported"),
                csv(first, "", "it is empty"),
                csv(first, "a,a\n1,2\n", "each name once"),
                csv(first, "a\n\"1\n", "row 2 has a quotation mark that is never closed"),
                csv(first, "a".repeat(11_000) + "\n", "header has more than 10240 bytes"),
                csv("\"CSVHeaderLocation\": \"FIRST_ROW\"", null, "there is no in/list.csv"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadStartsNothing(Reading test) {
        if (test.content() != null) {
            stage.objects.put("in/" + test.key(), test.content());
        }

        Execution execution = run(file(test.config(), test.key()), ECHO, "{}");

        assertThat(execution.error()).contains("States.ItemReaderFailed");
        assertThat(execution.cause().orElseThrow()).contains(test.items());
        assertThat(stage.calls).isEmpty();
    }

    @Test
    void aPackedFileIsUnpackedByItsName() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        stage.objects.objects.put("in/a.jsonl.gz", packed.toByteArray());

        assertThat(run(file("\"InputType\": \"JSONL\"", "a.jsonl.gz"), ECHO, "{}")
                        .output())
                .contains(json("[1, 2]"));
    }

    @Test
    void argumentsAreEvaluatedAndAVersionCanBeAskedFor() {
        stage.objects.put("in/a b.jsonl?v1", "5");

        Execution execution = run("""
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSONL"},
                               "Arguments": "{% {'Bucket': $states.input.bucket, 'Key': 'a b.jsonl', 'VersionId': 'v1'} %}"},
                "ItemSelector": "{% $states.context.Map.Item.Source & $states.context.Map.Item.Value %}\"""", ECHO, "{\"bucket\": \"in\"}");

        assertThat(execution.output()).contains(json("[\"S3://in/a b.jsonl5\"]"));
    }

    @Test
    void objectsUnderAPrefixAreItems() {
        for (String name : List.of("x/1.jpg", "y/1.jpg", "y/2.jpg", "y/3.jpg")) {
            stage.objects.put("in/" + name, name);
        }

        Execution execution = run("""
                "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": {"MaxItems": 2}, "Arguments": {"Bucket": "in", "Prefix": "y/"}}""", ECHO, "{}");

        assertThat(execution.output()).contains(json("""
                [{"Etag": "\\"tag\\"", "Key": "y/1.jpg", "LastModified": 1700000000, "Size": 7, "StorageClass": "STANDARD"},
                 {"Etag": "\\"tag\\"", "Key": "y/2.jpg", "LastModified": 1700000000, "Size": 7, "StorageClass": "STANDARD"}]"""));
    }

    @Test
    void resultsAreWrittenByOutcomeWithAManifest() {
        Execution execution = run(WRITER + ", \"ToleratedFailureCount\": 1", FUSSY, "[1, 3, 2]");

        JsonNode result = execution.output().orElseThrow();
        String run = result.path("MapRunArn").asText();
        assertThat(run).startsWith("arn:aws:states:us-east-1:000000000000:mapRun:machine/photos:");
        String folder = "runs/execution-1/" + run.substring(run.lastIndexOf(':') + 1) + "/";
        assertThat(result.path("ResultWriterDetails"))
                .isEqualTo(json("{\"Bucket\": \"out\", \"Key\": \"" + folder + "manifest.json\"}"));
        String succeeded = stage.objects.text("out/" + folder + "SUCCEEDED_0.json");
        String failed = stage.objects.text("out/" + folder + "FAILED_0.json");
        assertThat(json(stage.objects.text("out/" + folder + "manifest.json")))
                .isEqualTo(json("""
                {"DestinationBucket": "out", "MapRunArn": "%1$s",
                 "ResultFiles": {"FAILED": [{"Key": "%2$sFAILED_0.json", "Size": %3$d}], "PENDING": [], "SUCCEEDED": [{"Key": "%2$sSUCCEEDED_0.json", "Size": %4$d}]}}""".formatted(run, folder, failed.length(), succeeded.length())));
        JsonNode child = json(failed).get(0);
        String name = child.path("Name").asText();
        assertThat(json(failed)).isEqualTo(json("""
                [{"Cause": "too large", "Error": "Large", "ExecutionArn": "arn:aws:states:us-east-1:000000000000:execution:machine/photos:%1$s", "Input": "3",
                  "InputDetails": {"Included": true}, "Name": "%1$s", "RedriveCount": 0, "RedriveStatus": "REDRIVABLE", "StartDate": "2026-01-31T12:00:00.000Z",
                  "StateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:machine/photos", "Status": "FAILED", "StopDate": "2026-01-31T12:00:10.000Z"}]""".formatted(name)));
        assertThat(json(succeeded)).hasSize(2).allSatisfy(record -> {
            assertThat(record.path("Status").asText()).isEqualTo("SUCCEEDED");
            assertThat(record.path("RedriveStatusReason").asText())
                    .isEqualTo("Execution is SUCCEEDED and cannot be redriven");
            assertThat(record.at("/OutputDetails/Included").asBoolean()).isTrue();
        });
        assertThat(json(succeeded))
                .extracting(record -> record.path("Output").asText())
                .containsExactlyInAnyOrder("[1,10]", "[2,20]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COMPACT | JSON  | SUCCEEDED_0.json  | [[1,10],[2,20]]",
                "FLATTEN | JSON  | SUCCEEDED_0.json  | [1,10,2,20]",
                "COMPACT | JSONL | SUCCEEDED_0.jsonl | [1,10];[2,20];",
                "FLATTEN | JSONL | SUCCEEDED_0.jsonl | 1;10;2;20;",
            })
    void resultsAreTransformedAsAskedFor(String transformation, String type, String file, String content) {
        Execution execution = run(
                WRITER.replace(
                        "}}",
                        "}, \"WriterConfig\": {\"Transformation\": \"" + transformation + "\", \"OutputType\": \""
                                + type + "\"}}"),
                FUSSY,
                "[1, 2]");

        String manifest =
                execution.output().orElseThrow().at("/ResultWriterDetails/Key").asText();
        assertThat(stage.objects
                        .text("out/" + manifest.replace("manifest.json", file))
                        .replace('\n', ';'))
                .isEqualTo(content);
    }

    @Test
    void aWriterConfigAloneTransformsTheResult() {
        assertThat(run(
                                "\"ResultWriter\": {\"WriterConfig\": {\"Transformation\": \"FLATTEN\", \"OutputType\": \"JSON\"}}",
                                FUSSY,
                                "[1, 2]")
                        .output())
                .contains(json("[1, 10, 2, 20]"));
        assertThat(run(
                                "\"ResultWriter\": {\"WriterConfig\": {\"Transformation\": \"NONE\", \"OutputType\": \"JSON\"}}",
                                FUSSY,
                                "[1]")
                        .output()
                        .orElseThrow()
                        .at("/0/Output"))
                .isEqualTo(json("\"[1,10]\""));
    }

    @Test
    void whatWasNeverStartedIsPendingAndWhatWasStoppedFailed() {
        Execution execution = run(
                WRITER + ", \"MaxConcurrency\": 2",
                FUSSY.replace("\"Seconds\": 10", "\"Seconds\": \"{% $states.input %}\""),
                "[1, 50, 3, 4, 5]");

        assertThat(execution.error()).contains("States.ExceedToleratedFailureThreshold");
        String failed = stage.objects.text(address("FAILED_0.json"));
        assertThat(json(failed))
                .extracting(record ->
                        record.path("Input").asText() + record.path("Status").asText())
                .containsExactly("3FAILED", "50ABORTED");
        assertThat(json(stage.objects.text(address("PENDING_0.json")))).isEqualTo(json("""
                [{"Input": "4", "InputDetails": {"Included": true}, "Status": "PENDING"}, {"Input": "5", "InputDetails": {"Included": true}, "Status": "PENDING"}]"""));
        assertThat(json(stage.objects.text(address("manifest.json"))).at("/ResultFiles/SUCCEEDED"))
                .hasSize(1);
    }

    private String address(String name) {
        return stage.objects.objects.keySet().stream()
                .filter(key -> key.endsWith("/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + stage.objects.objects.keySet()));
    }

    @Test
    void anAbortedRunStillWritesWhatItHas() {
        Execution execution = stage.start(map(WRITER + ", \"MaxConcurrency\": 1", FUSSY), "[1, 3, 4]");
        stage.scheduler.advance(Duration.ofSeconds(1));
        execution.abort();
        stage.scheduler.runUntilIdle();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        JsonNode files = json(stage.objects.text(address("manifest.json"))).path("ResultFiles");
        assertThat(files.path("SUCCEEDED")).hasSize(1);
        assertThat(files.path("FAILED")).hasSize(1);
        assertThat(files.path("PENDING")).hasSize(1);
    }

    @Test
    void resultsThatCannotBeWrittenFailTheState() {
        stage.objects.refusesWrites = true;

        Execution written = run(WRITER, FUSSY, "[1]");
        assertThat(written.error()).contains("States.ResultWriterFailed");
        assertThat(written.cause()).contains("access to out is denied");

        Execution exceeded = run(WRITER, FUSSY, "[3]");
        assertThat(exceeded.error()).contains("States.ExceedToleratedFailureThreshold");
        assertThat(exceeded.cause().orElseThrow()).contains("access to out is denied");
    }

    @Test
    void aRunWithoutItemsWritesAnEmptyManifest() {
        run(WRITER, FUSSY, "[]");

        assertThat(json(stage.objects.text(address("manifest.json"))).path("ResultFiles"))
                .isEqualTo(json("{\"FAILED\": [], \"PENDING\": [], \"SUCCEEDED\": []}"));
    }

    @Test
    void noTemporaryFileIsLeftBehind() throws IOException {
        List<Path> before = spools();
        stage.objects.put("in/a.jsonl", "1\n2\n3\n");
        String reader = file("\"InputType\": \"JSONL\"", "a.jsonl");

        run(reader + ", " + WRITER, FUSSY, "{}");
        Execution aborted = stage.start(map(reader + ", " + WRITER, FUSSY), "{}");
        stage.scheduler.advance(Duration.ofSeconds(1));
        aborted.abort();
        stage.scheduler.runUntilIdle();

        assertThat(spools()).isEqualTo(before);
    }

    private static List<Path> spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(Spool.FILE_PREFIX)
                            && file.getFileName().toString().endsWith(Spool.FILE_SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
