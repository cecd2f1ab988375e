package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.SkipReason;
import dev.backdrop.failure.Charge;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;

class LeftoversTest {

    private static final PerfectCorpOptions VENDOR =
            PerfectCorpOptions.defaults().withProcessing(Duration.ofMinutes(5));

    @TempDir
    Path state;

    private final VirtualScheduler time = new VirtualScheduler(Instant.parse("2026-11-21T09:00:00Z"));

    private LocalCloud cloud(Simulator simulator) {
        Map<String, String> environment = Map.of(
                "BACKDROP_PROVIDER_SECRET",
                "",
                "BACKDROP_ALLOW_LOOPBACK",
                "true",
                "BACKDROP_PERFECTCORP_BASE_URL",
                simulator.apiBase().toString(),
                "BACKDROP_PERFECTCORP_API_KEY",
                VENDOR.apiKey());
        return LocalCloud.start(
                new LocalCloud.Options(
                        World.home(),
                        LocalServers.Place.in(state),
                        environment,
                        new PrintStream(OutputStream.nullOutputStream()),
                        EventBus.noPause()),
                time);
    }

    private static DynamoJobStore jobs(LocalCloud cloud) {
        return new DynamoJobStore(cloud.clients().dynamoDb(), cloud.name("JobsTable"), Duration.ofDays(1));
    }

    private static Job job(LocalCloud cloud) {
        return jobs(cloud)
                .findNewest(cloud.name("InputBucket") + "/uploads/shoe.jpg")
                .orElseThrow();
    }

    @Test
    void aJobThatAProcessLeftOpenIsClosedByTheNextOneAndSaysWhatItMayCost() {
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).with(VENDOR))) {
            try (LocalCloud first = cloud(simulator)) {
                first.clients()
                        .s3()
                        .putObject(
                                put -> put.bucket(first.name("InputBucket"))
                                        .key("uploads/shoe.jpg")
                                        .metadata(World.PROMPT),
                                RequestBody.fromBytes(World.jpeg(320, 240)));
                time.advance(Duration.ofSeconds(30));
                assertThat(job(first).status()).isEqualTo(JobStatus.PROCESSING);
            }
            try (LocalCloud second = cloud(simulator)) {
                second.closeLeftovers(jobs(second));
                time.advance(Duration.ofSeconds(1));
                assertThat(job(second).status()).isEqualTo(JobStatus.FAILED);
                assertThat(job(second).failure().message()).contains("ABORTED");
                assertThat(job(second).failure().charged()).isEqualTo(Charge.MAYBE);
            }
        }
    }

    @Test
    void aBatchThatAProcessLeftOpenIsClosedByTheNextOneWithItsJobsAndCanBeStartedAgain() {
        JsonNode input = input();
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).with(VENDOR))) {
            try (LocalCloud first = cloud(simulator)) {
                put(first, "batches/a/shoe.jpg");
                first.start("BatchWorkflow", "first", input);
                time.advance(Duration.ofSeconds(30));
                assertThat(batch(first, "first").status()).isEqualTo(BatchStatus.RUNNING);
            }
            try (LocalCloud second = cloud(simulator)) {
                second.closeLeftovers(jobs(second));
                time.advance(Duration.ofSeconds(1));
                assertThat(batch(second, "first").status()).isEqualTo(BatchStatus.CANCELLED);
                assertThat(batch(second, "first").ending().failed())
                        .as("it has its report")
                        .isEqualTo(1);
                assertThat(jobs(second).counts("first")).containsOnly(Map.entry(JobStatus.FAILED, 1L));

                second.start("BatchWorkflow", "second", input);
                time.advance(Duration.ofMinutes(10));
                assertThat(batch(second, "second").status()).isEqualTo(BatchStatus.SUCCEEDED);
                assertThat(batch(second, "second").ending().succeeded()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatAnEarlierVersionRememberedIsKeptAndFoundByTheIndexesOfThisOne() {
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).with(VENDOR))) {
            try (LocalCloud first = cloud(simulator)) {
                put(first, "batches/a/shoe.jpg");
                first.start("BatchWorkflow", "first", input());
                time.advance(Duration.ofMinutes(10));
                assertThat(batch(first, "first").status()).isEqualTo(BatchStatus.SUCCEEDED);
                // As it was before there were batches.
                DynamoDbClient dynamo = first.clients().dynamoDb();
                dynamo.updateTable(update -> update.tableName(first.name("JobsTable"))
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(index -> index.indexName("byBatch"))
                                .build()));
                dynamo.deleteTable(table -> table.tableName(first.name("BatchesTable")));
            }
            try (LocalCloud second = cloud(simulator)) {
                assertThat(jobs(second).counts("first")).containsOnly(Map.entry(JobStatus.SUCCEEDED, 1L));

                second.start("BatchWorkflow", "second", input());
                time.advance(Duration.ofMinutes(10));

                assertThat(batch(second, "second").plan().counts().skippedBy())
                        .as("what is paid for isn't done again")
                        .containsOnly(Map.entry(SkipReason.DONE, 1L));
            }
        }
    }

    @Test
    void tablesThatCantBeReadAreToBeMovedAsideAndNotDeleted() throws IOException {
        Path tables = Files.createDirectories(state.resolve("dynamodb"));
        Files.writeString(tables.resolve("shared-local-instance.db"), "this was a database once. ".repeat(1000));
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).with(VENDOR))) {
            assertThatThrownBy(() -> cloud(simulator).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the records in " + state + " can't be used")
                    .hasMessageContaining("mv " + state + " " + state + "-old")
                    .hasMessageNotContaining("delete");
        }
        assertThat(tables.resolve("shared-local-instance.db")).content().startsWith("this was a database once");
    }

    private static JsonNode input() {
        return BatchWorld.json("{\"folder\":\"batches/a/\",\"request\":" + BatchWorld.PROMPT + "}");
    }

    private static void put(LocalCloud cloud, String key) {
        cloud.clients()
                .s3()
                .putObject(
                        put -> put.bucket(cloud.name("InputBucket")).key(key),
                        RequestBody.fromBytes(World.jpeg(320, 240)));
    }

    private static Batch batch(LocalCloud cloud, String batchId) {
        return new DynamoBatchStore(cloud.clients().dynamoDb(), cloud.name("BatchesTable"), Duration.ofDays(1))
                .find(batchId)
                .orElseThrow();
    }
}
