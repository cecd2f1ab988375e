package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.job.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches through the deployed function behind the HTTP API, on the template's own buckets, tables and workflows. */
class BatchApiTest {

    private static final String REQUEST =
            ",\"provider\":\"perfectcorp\",\"background\":{\"prompt\":\"on a marble table\"}";
    private static final String AUTUMN = "{\"folder\":\"batches/autumn/\",\"concurrency\":4" + REQUEST + "}";

    private BatchWorld batches;
    private Gateway api;

    @BeforeEach
    void start() {
        begin(new BatchWorld(World.start(
                options -> options.withPollingWindow(Duration.ofHours(2)), Map.of("BACKDROP_CONFIRM_OVER", "12"))));
    }

    private void begin(BatchWorld world) {
        batches = world;
        api = new Gateway(world.world);
    }

    @AfterEach
    void stop() {
        batches.close();
    }

    private String started(Gateway.Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        return reply.body().at("/batch/batchId").asText();
    }

    private JsonNode read(String batchId) {
        Gateway.Reply reply = api.get("/batches/" + batchId);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    private static HttpResponse<String> open(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new AssertionError(address, broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aBatchIsReadableAtOnceWatchedWhileItRunsAndLeavesAReportThatItsLinksOpen() {
        batches.photos("autumn", 12);
        batches.put("batches/autumn/broken.jpg", "no picture at all");
        batches.world.vendor().tasks().take(Duration.ofSeconds(40));

        Gateway.Reply reply = api.postWithKey("/batches", "night 7", AUTUMN.replace("}}", "},\"confirm\":true}"));
        String batchId = started(reply);
        assertThat(read(batchId).path("status").asText()).isEqualTo("PLANNING");
        assertThat(api.postWithKey("/batches", "night 7", AUTUMN.replace("}}", "},\"confirm\":true}"))
                        .status())
                .isEqualTo(200);

        batches.world.time.advance(Duration.ofSeconds(60));
        JsonNode running = read(batchId);
        assertThat(running.path("status").asText()).as(running.toString()).isEqualTo("RUNNING");
        JsonNode counts = running.path("counts");
        assertThat(counts.path("planned").asInt()).isEqualTo(13);
        assertThat(counts.path("succeeded").asInt()).isPositive();
        assertThat(counts.path("running").asInt()).isPositive();
        assertThat(counts.path("waiting").asInt()).isPositive();
        assertThat(running.path("concurrency").asInt()).isEqualTo(4);

        batches.world.run();
        JsonNode ended = read(batchId);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("FINISHED_WITH_FAILURES");
        assertThat(ended.at("/counts/succeeded").asInt()).isEqualTo(12);
        assertThat(ended.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(ended.at("/counts/waiting").asInt()).isZero();
        assertThat(ended.at("/spent/credits").decimalValue())
                .isEqualByComparingTo(batches.world.vendor().unitsCharged());
        for (String kind : List.of("json", "csv", "html")) {
            HttpResponse<String> file = open(ended.at("/report/" + kind).asText());
            assertThat(file.statusCode()).as(kind).isEqualTo(200);
            assertThat(file.body()).contains("batches/autumn/broken.jpg");
        }
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(12);
        assertThat(batches.world.cloud.executions())
                .filteredOn(execution -> execution.name().equals(batchId))
                .hasSize(1);
        assertThat(batches.world.logged()).doesNotContain("Signature").contains(batchId);

        JsonNode job = api.get(
                        "/jobs/" + batches.world.job("batches/autumn/000.jpg").jobId())
                .body();
        assertThat(job.path("batchId").asText()).isEqualTo(batchId);
    }

    @Test
    void aLargeBatchWaitsAndIsStartedByAnotherOneThatConfirmsIt() {
        batches.photos("autumn", 13);
        String waiting = started(api.post("/batches", AUTUMN));
        batches.world.run();
        JsonNode plan = read(waiting);
        assertThat(plan.path("status").asText()).isEqualTo("AWAITING_CONFIRMATION");
        assertThat(plan.at("/estimate/credits").asInt()).isPositive();
        assertThat(plan.at("/counts/waiting").asInt()).isEqualTo(13);
        assertThat(batches.world.requests()).isEmpty();
        assertThat(api.post("/batches/" + waiting + "/cancel", null).status()).isEqualTo(409);

        batches.world.time.advance(Duration.ofSeconds(1));
        String confirmed = started(api.post("/batches", AUTUMN.replace("}}", "},\"confirm\":true}")));
        batches.world.run();
        assertThat(read(confirmed).path("status").asText()).isEqualTo("SUCCEEDED");

        List<String> listed = new ArrayList<>();
        api.get("/batches")
                .body()
                .path("batches")
                .forEach(batch -> listed.add(batch.path("batchId").asText()));
        assertThat(listed).containsExactly(confirmed, waiting);
    }

    @Test
    void aCancelledBatchStartsNothingMoreAndItsStoppedJobsAreTakenUpWithoutBeingPaidTwice() {
        batches.photos("autumn", 12);
        batches.world.vendor().tasks().take(Duration.ofSeconds(40));
        String batchId = started(api.post("/batches", AUTUMN));
        batches.world.time.advance(Duration.ofSeconds(30));
        long created = batches.world.vendor().tasksCreated();

        Gateway.Reply cancelled = api.post("/batches/" + batchId + "/cancel", null);
        assertThat(cancelled.status()).as(cancelled.body().toString()).isEqualTo(200);
        assertThat(cancelled.body().path("status").asText()).isEqualTo("CANCELLED");
        batches.world.run();
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(created);
        assertThat(batches.jobs.counts(batchId)).containsOnly(Map.entry(JobStatus.FAILED, created));
        assertThat(read(batchId).at("/counts/failed").asLong()).isEqualTo(created);
        assertThat(read(batchId).at("/report/html").asText())
                .as("its report follows by itself")
                .contains("report.html");
        assertThat(batches.rows(batches.batch(batchId)))
                .extracting(row -> row.path("status").asText())
                .containsOnly("STOPPED", "NOT_STARTED");
        assertThat(batches.lockItems()).isZero();
        assertThat(api.post("/batches/" + batchId + "/cancel", null).status()).isEqualTo(409);

        batches.world.vendor().tasks().take(Duration.ofSeconds(5));
        String again = started(api.post("/batches", "{\"failedOnly\":\"" + batchId + "\"}"));
        assertThat(read(again).path("folder").asText()).isEqualTo("batches/autumn/");
        batches.world.run();
        assertThat(read(again).at("/counts/succeeded").asLong()).isEqualTo(created);
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(created);
    }

    @Test
    void aBatchThatIsCancelledBeforeItIsPlannedDoesNothing() {
        batches.photos("autumn", 2);
        String batchId = started(api.post("/batches", AUTUMN));
        assertThat(api.post("/batches/" + batchId + "/cancel", null).status()).isEqualTo(200);
        batches.world.run();
        assertThat(read(batchId).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(batches.world.records()).isZero();
        assertThat(batches.lockItems()).isZero();
    }

    @Test
    void aManifestInTheBucketIsPlannedAsADryRun() {
        batches.photos("autumn", 2);
        batches.put("batches/autumn.csv", "key\nbatches/autumn/000.jpg\nbatches/autumn/gone.jpg\n");
        String batchId = started(
                api.post("/batches", "{\"manifest\":{\"key\":\"batches/autumn.csv\"},\"dryRun\":true" + REQUEST + "}"));
        batches.world.run();
        JsonNode plan = read(batchId);
        assertThat(plan.path("status").asText()).as(plan.toString()).isEqualTo("DRY_RUN");
        assertThat(plan.at("/counts/planned").asInt()).isEqualTo(1);
        assertThat(plan.at("/counts/refused").asInt()).isEqualTo(1);
        assertThat(batches.world.requests()).isEmpty();
    }

    @Test
    void listsGoOnWhereTheLastPageEnded() {
        batches.photos("autumn", 1);
        for (int i = 0; i < 23; i++) {
            started(api.post("/batches", "{\"folder\":\"batches/autumn/\",\"dryRun\":true}"));
            batches.world.time.advance(Duration.ofSeconds(1));
        }
        JsonNode first = api.get("/batches").body();
        JsonNode second = api.call(
                        "GET", "/batches", "cursor=" + first.path("cursor").asText(), Map.of(), null)
                .body();
        List<String> ids = new ArrayList<>(first.path("batches").findValuesAsText("batchId"));
        assertThat(ids).hasSize(20);
        ids.addAll(second.path("batches").findValuesAsText("batchId"));
        assertThat(ids).hasSize(23).doesNotHaveDuplicates();
        assertThat(second.has("cursor")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "MjAyNi0xMS0yMQpi8J-Mgw", "Tk9XCmI", "bm9uZQ", "LQo", "__8", "a.b"})
    void aCursorThatIsNoneIsTheCallersMistake(String cursor) {
        Gateway.Reply reply = api.call("GET", "/batches", "cursor=" + cursor, Map.of(), null);
        assertThat(reply.status()).as(reply.body().toString()).isIn(200, 400);
        assertThat(reply.status() == 400 || reply.body().path("batches").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"folder\":\"batches/nothing/\"}",
                "{\"folder\":\"batches/🦆 + %2e/\"}",
                "{\"folder\":\"uploads/\\\\..\\\\\"}",
                "{\"manifest\":{\"key\":\"batches/gone.csv\"}}",
                "{\"manifest\":{\"key\":\"batches/🦆 %.jsonl\"}}",
                "{\"failedOnly\":\"gone\"}"
            })
    void whatIsNotThereIsNoReasonToBreak(String body) {
        Gateway.Reply reply = api.post("/batches", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
        assertThat(batches.world.cloud.executions()).isEmpty();
    }
}
