package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.failure.Charge;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.json.Json;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

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
    void aBatchThatAProcessLeftOpenIsClosedByTheNextOneWithItsJobsAndCanBeStartedAgain() throws IOException {
        JsonNode input = Json.mapper()
                .readTree("{\"folder\":\"batches/a/\",\"request\":{\"background\":{\"prompt\":\"on a marble table\"},"
                        + "\"provider\":\"perfectcorp\"}}");
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).with(VENDOR))) {
            try (LocalCloud first = cloud(simulator)) {
                first.clients()
                        .s3()
                        .putObject(
                                put -> put.bucket(first.name("InputBucket")).key("batches/a/shoe.jpg"),
                                RequestBody.fromBytes(World.jpeg(320, 240)));
                first.start("BatchWorkflow", "first", input);
                time.advance(Duration.ofSeconds(30));
                assertThat(batch(first, "first").status()).isEqualTo(BatchStatus.RUNNING);
            }
            try (LocalCloud second = cloud(simulator)) {
                second.closeLeftovers(jobs(second));
                time.advance(Duration.ofSeconds(1));
                assertThat(batch(second, "first").status()).isEqualTo(BatchStatus.CANCELLED);
                assertThat(jobs(second).counts("first")).containsOnly(Map.entry(JobStatus.FAILED, 1L));

                second.start("BatchWorkflow", "second", input);
                time.advance(Duration.ofMinutes(10));
                assertThat(batch(second, "second").status()).isEqualTo(BatchStatus.SUCCEEDED);
                assertThat(batch(second, "second").ending().succeeded()).isEqualTo(1);
            }
        }
    }

    private static Batch batch(LocalCloud cloud, String batchId) {
        return new DynamoBatchStore(cloud.clients().dynamoDb(), cloud.name("BatchesTable"), Duration.ofDays(1))
                .find(batchId)
                .orElseThrow();
    }
}
