package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadJobsTest {

    private final Desk desk = new Desk();

    @Test
    void aFinishedJobShowsAllThatIsKnownOfIt() {
        Job job = desk.put(Jobs.succeeded());
        JsonNode view = desk.get("/jobs/" + job.jobId()).body();

        assertThat(view.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(view.path("createdAt").asText()).isEqualTo("2026-11-21T09:00:00Z");
        assertThat(view.path("updatedAt").asText()).isEqualTo("2026-11-21T09:00:08Z");
        assertThat(view.path("source"))
                .hasToString(
                        "{\"bucket\":\"photos-in\",\"key\":\"uploads/shoe.jpg\",\"versionId\":\"v1\",\"etag\":\"e7a9\","
                                + "\"size\":5}");
        assertThat(view.path("sourceLink").asText())
                .isEqualTo("https://s3.example.com/photos-in/uploads/shoe.jpg?signature=abc");
        assertThat(view.at("/request/background/prompt").asText()).isEqualTo("a table");
        assertThat(view.path("provider").asText()).isEqualTo("painter");
        assertThat(view.path("photo"))
                .hasToString("{\"format\":\"jpeg\",\"width\":400,\"height\":300,\"changes\":[\"turned upright\"]}");
        assertThat(view.path("attempts"))
                .hasToString("[{\"number\":1,\"provider\":\"painter\",\"startedAt\":\"2026-11-21T09:00:01Z\","
                        + "\"taskId\":\"task-9\",\"requestId\":\"request-9\",\"submittedAt\":\"2026-11-21T09:00:03Z\","
                        + "\"firstPollAt\":\"2026-11-21T09:00:05Z\",\"lastPollAt\":\"2026-11-21T09:00:05Z\",\"polls\":1,"
                        + "\"outcome\":\"SUCCEEDED\",\"credits\":2.5,\"finishedAt\":\"2026-11-21T09:00:07Z\"}]");
        assertThat(view.at("/result/format").asText()).isEqualTo("jpeg");
        assertThat(view.at("/result/link").asText())
                .isEqualTo("https://s3.example.com/photos-out/results/shoe.jpg/x.jpg?signature=abc");
        assertThat(view.at("/result/expiresAt").asText()).isEqualTo("2026-11-21T09:15:00Z");
        assertThat(view.path("execution").asText()).isEqualTo(Jobs.FIRST_RUN);
        assertThat(view.has("error")).isFalse();
        assertThat(view.toString()).doesNotContain("vendor.example.com");
    }

    @Test
    void aChainOfTasksShowsEachOfThemAndWhatTheyCameToTogether() {
        Instant now = Jobs.NOW;
        Job job = desk.put(Jobs.processing()
                .nextStep(new BigDecimal("1.5"), now.plusSeconds(6))
                .billing(now.plusSeconds(7))
                .accepted(new Attempt.Task("task-10", null, now.plusSeconds(8)), Optional.empty(), now.plusSeconds(8))
                .polled(Optional.empty(), now.plusSeconds(9))
                .polled(Optional.empty(), now.plusSeconds(11))
                .storing(
                        Attempt.Ending.success(
                                now.plusSeconds(12),
                                new BigDecimal("4"),
                                URI.create("https://vendor.example.com/r?s=secret"),
                                null,
                                List.of("the vendor made it smaller")),
                        now.plusSeconds(12)));
        JsonNode attempt = desk.get("/jobs/" + job.jobId()).body().at("/attempts/0");
        assertThat(attempt.path("taskId").asText()).isEqualTo("task-10");
        assertThat(attempt.has("requestId")).isFalse();
        assertThat(attempt.path("polls").asInt()).isEqualTo(3);
        assertThat(attempt.path("credits").asInt()).isEqualTo(4);
        assertThat(attempt.path("notes")).hasToString("[\"the vendor made it smaller\"]");
        assertThat(attempt.path("steps"))
                .hasToString("[{\"taskId\":\"task-9\",\"requestId\":\"request-9\","
                        + "\"submittedAt\":\"2026-11-21T09:00:03Z\",\"polls\":1,\"credits\":1.5,"
                        + "\"finishedAt\":\"2026-11-21T09:00:06Z\"}]");
    }

    @Test
    void aTaskThatTheVendorNamedNothingHasNoName() {
        Job job = desk.put(Jobs.billing()
                .answered(
                        new Attempt.Task(null, null, Jobs.NOW),
                        Attempt.Ending.success(Jobs.NOW, null, null, "answers/x", List.of()),
                        Jobs.NOW));
        JsonNode attempt = desk.get("/jobs/" + job.jobId()).body().at("/attempts/0");
        assertThat(attempt.has("taskId") || attempt.has("credits") || attempt.has("notes") || attempt.has("steps"))
                .isFalse();
        assertThat(attempt.has("submittedAt")).isTrue();
    }

    @Test
    void aComposedJobShowsThePictureThatGoesBehind() {
        Job job = Jobs.submitting();
        Job composed = desk.put(Jobs.preparing().gated("cutter", job.photo(), job.photo(), true, Jobs.NOW));
        JsonNode view = desk.get("/jobs/" + composed.jobId()).body();
        assertThat(view.path("background")).isEqualTo(view.path("photo")).isNotEmpty();
        assertThat(view.path("composed").asBoolean()).isTrue();
        desk.put(job);
        JsonNode plain = desk.get("/jobs/" + job.jobId()).body();
        assertThat(plain.has("background") || plain.has("composed")).isFalse();
    }

    @Test
    void aJobThatABatchRunsAgainNamesTheBatchAndCountsItsRuns() {
        Job first = desk.put(Jobs.failed());
        JsonNode before = desk.get("/jobs/" + first.jobId()).body();
        assertThat(before.path("run").asInt()).isEqualTo(1);
        assertThat(before.has("batchId")).isFalse();
        desk.put(first.reopened("arn", Batches.ID, Jobs.NOW));
        JsonNode after = desk.get("/jobs/" + first.jobId()).body();
        assertThat(after.path("run").asInt()).isEqualTo(2);
        assertThat(after.path("batchId").asText()).isEqualTo(Batches.ID);
    }

    @Test
    void answersAreNotKeptByAnybody() {
        Job job = desk.put(Jobs.succeeded());
        assertThat(desk.get("/jobs/" + job.jobId()).headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void aFailedJobSaysWhatToDo() {
        Job job = desk.put(Jobs.failed());
        assertThat(desk.get("/jobs/" + job.jobId()).body().path("error"))
                .hasToString(
                        "{\"code\":\"PROVIDER_OUT_OF_CREDIT\",\"message\":\"it went wrong\",\"provider\":\"painter\","
                                + "\"providerCode\":\"E17\",\"retryable\":true,\"charged\":\"NO\","
                                + "\"advice\":\"Buy credit at the vendor's, then retry the job.\"}");
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureComesWithAdvice(FailureCode code) {
        assertThat(Advice.on(Failure.ours(code, "x", false))).endsWith(".").doesNotContain("console first");
        assertThat(Advice.on(new Failure(code, "x", null, null, true, Charge.MAYBE)))
                .contains("vendor's console first");
    }

    @Test
    void eachStageOfAnAttemptHasItsWord() {
        assertThat(List.of(Jobs.submitting(), Jobs.billing(), Jobs.processing(), Jobs.storing(), Jobs.failed()))
                .extracting(job -> AttemptView.of(job.attempt().orElseThrow())
                        .path("outcome")
                        .asText())
                .containsExactly("PREPARING", "UNKNOWN", "RUNNING", "SUCCEEDED", "FAILED");
    }

    @Test
    void aJobWithoutARequestOrAPhotoIsShownToo() {
        Job job = Jobs.preparing();
        desk.put(Job.claimed(JobId.of(job.source(), null), "arn", null, job.source(), null, Jobs.NOW));
        JsonNode page = desk.get("/jobs").body();
        assertThat(page.at("/jobs/0").has("request")).isFalse();
        assertThat(page.at("/jobs/0/attempts").isEmpty()).isTrue();
    }

    private List<String> walk(String query) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = desk.get("/jobs?" + query + cursor).body();
            page.path("jobs").forEach(job -> ids.add(job.path("jobId").asText()));
            cursor = page.has("cursor") ? "&cursor=" + page.path("cursor").asText() : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void jobsAreListedNewestFirstPageByPageAndNoneTwice() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            // Some of the same moment.
            ids.add(desk.put(Jobs.preparing("uploads/" + i + ".jpg", Jobs.NOW.plusSeconds(i / 4)))
                    .jobId());
        }
        List<String> walked = walk("limit=5");
        assertThat(walked).hasSize(23).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(walked)
                .isSortedAccordingTo((one, other) -> desk.jobs
                        .find(other)
                        .orElseThrow()
                        .createdAt()
                        .compareTo(desk.jobs.find(one).orElseThrow().createdAt()));
        assertThat(walk("limit=100")).isEqualTo(walked);
        assertThat(desk.get("/jobs").body().path("jobs")).hasSize(20);
    }

    @Test
    void aListIsNarrowedByStatusSourceAndTime() {
        Job old = desk.put(Jobs.preparing("uploads/a.jpg", Jobs.NOW.minus(Duration.ofDays(1))));
        Job fresh = desk.put(Jobs.preparing("uploads/b.jpg", Jobs.NOW));
        Job failed = desk.put(Jobs.failed());

        assertThat(walk("status=PREPARING")).containsExactly(fresh.jobId(), old.jobId());
        assertThat(walk("status=FAILED&limit=1")).containsExactly(failed.jobId());
        assertThat(walk("source=uploads%2Fa.jpg")).containsExactly(old.jobId());
        assertThat(walk("status=PREPARING&since=2026-11-21T09:00:00Z")).containsExactly(fresh.jobId());
        assertThat(walk("status=PREPARING&until=2026-11-21T09:00:00Z")).containsExactly(old.jobId());
        assertThat(walk("since=2026-11-22T00:00:00Z&until=2026-11-21T00:00:00Z"))
                .isEmpty();
        assertThat(walk("source=" + "%C3%9F".repeat(1024))).isEmpty();
        assertThat(walk("status=" + JobStatus.SUCCEEDED)).isEmpty();
    }

    @Test
    void aCursorIsOnlyGoodForTheListThatGaveIt() {
        desk.put(Jobs.preparing("uploads/a.jpg", Jobs.NOW));
        desk.put(Jobs.preparing("uploads/b.jpg", Jobs.NOW));
        String cursor = desk.get("/jobs?limit=1").body().path("cursor").asText();
        assertThat(desk.get("/jobs?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        Desk.Reply reply = desk.get("/jobs?status=PREPARING&cursor=" + cursor);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("cursor");
    }

    @Test
    void providersAreListedWithWhatTheyCanDoAndWhatTheyLack() {
        JsonNode providers = desk.get("/providers").body().path("providers");
        assertThat(providers.get(0))
                .hasToString(
                        "{\"name\":\"vendor\",\"ready\":false,\"lacks\":\"put VENDOR_KEY into the secret\","
                                + "\"backgrounds\":[\"prompt\"],\"placement\":[],\"seed\":false,\"inputs\":[\"upload\",\"url\"]}");
        assertThat(providers.get(1).path("name").asText()).isEqualTo("painter");
        assertThat(providers.get(1).has("simulated")).isFalse();
        assertThat(providers.get(2))
                .hasToString(
                        "{\"name\":\"cutter\",\"ready\":true,\"simulated\":true,\"backgrounds\":[\"color\",\"image\",\"prompt\","
                                + "\"transparent\"],\"placement\":[\"color\",\"image\",\"transparent\"],\"seed\":true,"
                                + "\"inputs\":[\"upload\"],\"limits\":{\"maxBytes\":1000,\"maxSide\":4096,"
                                + "\"formats\":[\"jpeg\",\"png\"]},\"price\":2.5,\"concurrency\":3}");
    }
}
