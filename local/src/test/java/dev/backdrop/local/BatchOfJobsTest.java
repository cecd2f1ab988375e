package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.asl.time.RealScheduler;
import dev.backdrop.local.asl.time.Scheduler;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Two state machines of a template side by side, one running the other for each line of a file in S3. */
class BatchOfJobsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    private static LocalCloud start(Scheduler scheduler) {
        try {
            Path home = Path.of(BatchOfJobsTest.class.getResource("batch").toURI());
            return LocalCloud.start(
                    new LocalCloud.Options(
                            home,
                            LocalServers.Place.inMemory(),
                            Map.of(),
                            new PrintStream(OutputStream.nullOutputStream()),
                            EventBus.noPause()),
                    scheduler);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void manifest(LocalCloud cloud, List<String> sources) {
        String lines = sources.stream()
                .map(source -> JSON.createObjectNode().put("source", source) + "\n")
                .collect(Collectors.joining());
        cloud.clients()
                .s3()
                .putObject(
                        put -> put.bucket(cloud.name("InputBucket")).key("batches/ü 1.jsonl"),
                        RequestBody.fromString(lines));
    }

    private static Execution batch(LocalCloud cloud, int tolerated) {
        ObjectNode input = JSON.createObjectNode()
                .put("bucket", cloud.name("InputBucket"))
                .put("key", "batches/ü 1.jsonl")
                .put("concurrency", 3)
                .put("tolerated", tolerated);
        return cloud.start("BatchWorkflow", "nightly", input);
    }

    private static JsonNode report(LocalCloud cloud, String key) throws IOException {
        return JSON.readTree(cloud.clients()
                .s3()
                .getObjectAsBytes(get -> get.bucket(cloud.name("ReportBucket")).key(key))
                .asByteArray());
    }

    private static void checkReport(LocalCloud cloud, Execution batch, int photos) throws IOException {
        assertThat(batch.status()).as(batch.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
        String key = batch.output().orElseThrow().at("/manifest/Key").asText();
        assertThat(key).startsWith("batches/nightly/").endsWith("/manifest.json");
        JsonNode files = report(cloud, key).path("ResultFiles");
        JsonNode failed = report(cloud, files.at("/FAILED/0/Key").asText());
        JsonNode succeeded = report(cloud, files.at("/SUCCEEDED/0/Key").asText());
        assertThat(succeeded)
                .hasSize(photos - 1)
                .allSatisfy(record -> assertThat(
                                JSON.readTree(record.path("Output").asText())
                                        .path("result")
                                        .asText())
                        .isEqualTo("results/"
                                + JSON.readTree(record.path("Input").asText())
                                        .at("/photo/source")
                                        .asText()));
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).path("Error").asText()).isEqualTo("States.TaskFailed");
        assertThat(JSON.readTree(failed.get(0).path("Cause").asText())
                        .path("Cause")
                        .asText())
                .isEqualTo("blurred.jpg is blurred");
        assertThat(cloud.executions()).hasSize(photos + 1);
    }

    private static List<String> photos(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 4 ? "blurred.jpg" : i + ".jpg")
                .toList();
    }

    @Test
    void aBatchRunsInVirtualTime() throws IOException {
        VirtualScheduler time = new VirtualScheduler(START);
        try (LocalCloud cloud = start(time)) {
            manifest(cloud, photos(30));
            Execution batch = batch(cloud, 5);
            time.runUntilIdle();

            checkReport(cloud, batch, 30);
            assertThat(Duration.between(START, time.clock().instant())).isEqualTo(Duration.ofSeconds(10));
            assertThat(statuses(cloud, "BatchWorkflow")).containsExactly("RUNNING", "SUCCEEDED");
            assertThat(statuses(cloud, "JobWorkflow")).hasSize(60).contains("FAILED");
        }
    }

    private static List<String> statuses(LocalCloud cloud, String machine) {
        String arn = cloud.template().stateMachines().stream()
                .filter(view -> view.logicalId().equals(machine))
                .findFirst()
                .orElseThrow()
                .arn();
        return cloud.bus().journal().stream()
                .map(event -> event.path("detail"))
                .filter(detail -> detail.path("stateMachineArn").asText().equals(arn))
                .map(detail -> detail.path("status").asText())
                .toList();
    }

    @Test
    void aBatchRunsInRealTime() throws IOException, InterruptedException {
        try (RealScheduler time = new RealScheduler(2);
                LocalCloud cloud = start(time)) {
            manifest(cloud, photos(6));
            Execution batch = batch(cloud, 20);

            assertThat(batch.await(Duration.ofSeconds(60))).isTrue();
            checkReport(cloud, batch, 6);
        }
    }

    @Test
    void tooManyFailuresEndABatchAndItsJobs() {
        VirtualScheduler time = new VirtualScheduler(START);
        try (LocalCloud cloud = start(time)) {
            manifest(cloud, photos(30));
            Execution batch = batch(cloud, 0);
            time.runUntilIdle();

            assertThat(batch.error()).contains("TooManyFailed");
            assertThat(cloud.executions()).hasSizeLessThan(10).allMatch(Execution::ended);
        }
    }

    @Test
    void aMissingManifestSaysWhichOne() {
        VirtualScheduler time = new VirtualScheduler(START);
        try (LocalCloud cloud = start(time)) {
            Execution batch = batch(cloud, 0);
            time.runUntilIdle();

            assertThat(batch.error()).isEqualTo(Optional.of("States.ItemReaderFailed"));
            assertThat(batch.cause().orElseThrow()).contains("batches/ü 1.jsonl can't be read");
        }
    }

    @Test
    void anAbortedBatchLeavesNoJobRunning() {
        VirtualScheduler time = new VirtualScheduler(START);
        try (LocalCloud cloud = start(time)) {
            manifest(cloud, photos(30));
            Execution batch = batch(cloud, 100);
            time.advance(Duration.ofMillis(2500));
            batch.abort();
            time.runUntilIdle();

            assertThat(batch.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(cloud.executions())
                    .hasSize(10)
                    .allMatch(Execution::ended)
                    .filteredOn(execution -> execution.status() == ExecutionStatus.ABORTED)
                    .hasSize(4);
        }
    }
}
