package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.api.Effects.Break;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadBatchesTest {

    private final Desk desk = new Desk();

    private JsonNode read(Batch batch) {
        desk.batches.put(batch);
        Desk.Reply reply = desk.get("/batches/" + batch.batchId());
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    private void jobs(Job... jobs) {
        for (Job job : jobs) {
            desk.put(Batches.of(String.format("%032d", desk.jobs.all().size()), job));
        }
    }

    @Test
    void aBatchThatRunsCountsItsJobsAsTheyAreNow() {
        jobs(
                Jobs.preparing(),
                Jobs.processing(),
                Jobs.succeeded(),
                Jobs.ended(JobStatus.REJECTED, FailureCode.INVALID_PHOTO, Charge.NO),
                Jobs.ended(JobStatus.SUBMIT_UNKNOWN, FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE));
        desk.put(Jobs.succeeded());

        JsonNode view = read(Batches.running());

        assertThat(view)
                .hasToString("{\"batchId\":\"" + Batches.ID + "\",\"status\":\"RUNNING\","
                        + "\"folder\":\"batches/autumn/\",\"request\":{\"background\":{\"color\":\"#fff\"}},"
                        + "\"concurrency\":3,\"toleratedFailurePercent\":12.5,"
                        + "\"counts\":{\"found\":9,\"skipped\":2,\"skippedBy\":{\"EMPTY\":1,\"DONE\":1},\"refused\":1,"
                        + "\"planned\":6,\"succeeded\":1,\"failed\":2,\"running\":2,\"waiting\":1},"
                        + "\"estimate\":{\"credits\":24,\"creditsByProvider\":{\"painter\":24},"
                        + "\"jobsByProvider\":{\"painter\":6},\"seconds\":72},"
                        + "\"createdAt\":\"2026-11-21T09:00:00Z\",\"startedAt\":\"2026-11-21T09:00:05Z\","
                        + "\"execution\":\"" + RecordedExecutions.ARN + Batches.ID + "\"}");
    }

    @Test
    void aBatchThatIsBeingPlannedHasNothingToCount() {
        JsonNode view = read(Batches.planning());
        assertThat(view.path("status").asText()).isEqualTo("PLANNING");
        assertThat(view.has("counts") || view.has("estimate") || view.has("report"))
                .isFalse();
        assertThat(view.path("concurrency").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = BatchStatus.class,
            names = {"SUCCEEDED", "FINISHED_WITH_FAILURES", "FAILED"})
    void aBatchThatHasEndedCountsByItsReportAndLinksToIt(BatchStatus status) {
        // What came after the report doesn't count.
        jobs(Jobs.processing());

        JsonNode view = read(Batches.ended(status));

        assertThat(view.path("status").asText()).isEqualTo(status.name());
        assertThat(view.at("/counts/succeeded").asInt()).isEqualTo(4);
        assertThat(view.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(view.at("/counts/running").asInt()).isZero();
        assertThat(view.at("/counts/waiting").asInt()).isEqualTo(1);
        assertThat(view.path("message").asText()).isEqualTo("4 of 6 jobs succeeded");
        assertThat(view.path("spent")).hasToString("{\"credits\":20.5,\"creditsByProvider\":{\"painter\":20.5}}");
        assertThat(view.path("finishedAt").asText()).isEqualTo("2026-11-21T09:01:30Z");
        assertThat(view.path("report"))
                .hasToString("{\"json\":\"https://s3.example.com/photos-out/reports/b/report.json?signature=abc\","
                        + "\"csv\":\"https://s3.example.com/photos-out/reports/b/report.csv?signature=abc\","
                        + "\"html\":\"https://s3.example.com/photos-out/reports/b/report.html?signature=abc\","
                        + "\"expiresAt\":\"2026-11-21T09:15:00Z\"}");
        assertThat(desk.logged()).doesNotContain("signature").contains("\"batchId\":\"" + Batches.ID);
    }

    @Test
    void aCancelledBatchWithoutAReportCountsItsJobs() {
        jobs(Jobs.succeeded(), Jobs.failed());
        JsonNode view = read(Batches.running().cancelled(Jobs.NOW));
        assertThat(view.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(view.at("/counts/succeeded").asInt()).isEqualTo(1);
        assertThat(view.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(view.at("/counts/waiting").asInt()).isEqualTo(4);
        assertThat(view.path("message").asText()).contains("failedOnly");
        assertThat(view.has("report")).isFalse();
    }

    @Test
    void aBatchThatWaitsForAConfirmationSaysWhatItWouldCost() {
        JsonNode view = read(Batches.waiting());
        assertThat(view.path("status").asText()).isEqualTo("AWAITING_CONFIRMATION");
        assertThat(view.at("/estimate/credits").asInt()).isEqualTo(24);
        assertThat(view.at("/counts/waiting").asInt()).isEqualTo(6);
        assertThat(view.path("message").asText()).contains("confirm");
        assertThat(view.has("startedAt")).isFalse();
    }

    @Test
    void aBatchThatASchedulerStartedIsShownByItsName() {
        Batch nightly = Batches.planning(
                "1f0c9a52-7d0e-4f0b-9b5b-0a4be7f1c9e2_7c.1", "{\"folder\":\"batches/\",\"scheduled\":true}", Jobs.NOW);
        JsonNode view = read(nightly);
        assertThat(view.path("batchId").asText()).isEqualTo(nightly.batchId());
        assertThat(view.path("scheduled").asBoolean()).isTrue();
    }

    @Test
    void aBatchWhoseOrderWasNeverUnderstoodIsShownToo() {
        JsonNode view = read(Batch.planning("odd", "arn", null, Jobs.NOW)
                .ended(BatchStatus.FAILED, null, "folder: must be a text", Jobs.NOW));
        assertThat(view)
                .hasToString("{\"batchId\":\"odd\",\"status\":\"FAILED\",\"message\":\"folder: must be a text\","
                        + "\"createdAt\":\"2026-11-21T09:00:00Z\",\"finishedAt\":\"2026-11-21T09:00:00Z\","
                        + "\"execution\":\"arn\"}");
    }

    @Test
    void batchesAreListedNewestFirstPageByPageAndNoneTwice() {
        for (int i = 0; i < 45; i++) {
            desk.batches.put(Batches.planning("b" + i, Batches.FOLDER, Jobs.NOW.plusSeconds(i)));
        }
        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = desk.get("/batches" + cursor).body();
            assertThat(page.path("batches").size()).isLessThanOrEqualTo(ListBatches.LIMIT);
            page.path("batches")
                    .forEach(batch -> walked.add(batch.path("batchId").asText()));
            cursor = page.has("cursor") ? "?cursor=" + page.path("cursor").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(walked)
                .hasSize(45)
                .doesNotHaveDuplicates()
                .startsWith("b44", "b43")
                .endsWith("b1", "b0");
    }

    @Test
    void noBatchesAreAnEmptyList() {
        assertThat(desk.get("/batches").body()).hasToString("{\"batches\":[]}");
    }

    @Test
    void countsThatCanNotBeHadAreAReasonToAskAgain() {
        desk.batches.put(Batches.running());
        // Found, then counted.
        desk.effects.breakAt(2, Break.AWAY_BEFORE);
        assertThat(desk.get("/batches/" + Batches.ID).status()).isEqualTo(503);
    }
}
