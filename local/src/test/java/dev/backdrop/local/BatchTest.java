package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.SkipReason;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Batches from a folder's photos to their report, against the deployed files, in virtual time. */
class BatchTest {

    private BatchWorld batches;

    @BeforeEach
    void start() {
        batches = BatchWorld.start();
    }

    @AfterEach
    void stop() {
        batches.close();
    }

    private static Map<String, Long> statuses(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.path("status").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void twoHundredPhotosOfWhichTenAreBrokenGiveResultsAndClearRowsAndNothingIsSubmittedTwice() {
        batches.photos("autumn", 190);
        byte[] whole = World.jpeg(320, 240);
        for (int i = 0; i < 10; i++) {
            batches.put(broken(i), Arrays.copyOf(whole, i * whole.length / 30));
        }

        Batch batch = batches.runFolder("first", "autumn");

        assertThat(batch.status()).as(batch.message()).isEqualTo(BatchStatus.FINISHED_WITH_FAILURES);
        assertThat(batch.plan().counts().planned()).isEqualTo(200);
        assertThat(batch.ending().succeeded()).isEqualTo(190);
        assertThat(batch.ending().failed()).isEqualTo(10);
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(190);
        assertThat(batch.ending().creditsByProvider())
                .containsEntry("perfectcorp", batches.world.vendor().unitsCharged());
        assertThat(results()).isEqualTo(190);
        List<JsonNode> rows = batches.rows(batch);
        assertThat(statuses(rows)).containsOnly(Map.entry("SUCCEEDED", 190L), Map.entry("REJECTED", 10L));
        assertThat(rows)
                .filteredOn(row -> row.path("status").asText().equals("REJECTED"))
                .allSatisfy(row -> {
                    assertThat(row.path("key").asText()).startsWith("batches/autumn/broken-");
                    assertThat(row.path("errorCode").asText()).isEqualTo(FailureCode.INVALID_PHOTO.name());
                    assertThat(row.path("message").asText()).isNotBlank();
                    assertThat(row.path("advice").asText()).isNotBlank();
                });
        assertThat(batches.jobs.counts("first"))
                .containsOnly(Map.entry(JobStatus.SUCCEEDED, 190L), Map.entry(JobStatus.REJECTED, 10L));
        assertThat(batches.lockItems()).isZero();

        int requests = batches.world.requests().size();
        Batch again = batches.runFolder("second", "autumn");

        assertThat(again.status()).isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(again.plan().counts().skippedBy())
                .containsOnly(Map.entry(SkipReason.DONE, 190L), Map.entry(SkipReason.FAILED_BEFORE, 10L));
        assertThat(batches.world.requests()).hasSize(requests);

        Batch tried = batches.run("third", "{\"folder\":\"batches/autumn\",\"failedOnly\":\"first\"}");

        assertThat(tried.plan().counts().planned()).isEqualTo(10);
        assertThat(tried.ending().failed()).isEqualTo(10);
        assertThat(batches.jobs.counts("third")).containsOnly(Map.entry(JobStatus.REJECTED, 10L));
        assertThat(batches.world.requests()).hasSize(requests);
        assertThat(batches.report(tried).at("/summary/submitted").asInt()).isEqualTo(10);
        assertThat(batches.report(tried).at("/summary/tasks").asInt()).isZero();
        assertThat(batches.report(tried).at("/summary/credits").isEmpty()).isTrue();
        assertThat(batches.file(tried.ending().report().html()))
                .contains("<dd>10 jobs, again</dd>")
                .contains("No provider was given a task: nothing was charged.");
    }

    private static String broken(int number) {
        return "batches/autumn/broken-" + number + ".jpg";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"folder\":\"batches/autumn\",\"request\":" + BatchWorld.PROMPT + "}",
                "{\"folder\":\"batches/autumn\",\"failedOnly\":true,\"request\":" + BatchWorld.PROMPT + "}",
                "{\"failedOnly\":\"first\"}"
            })
    void tenPhotosThatAreMendedAreDoneHoweverTheyAreAskedForAndNothingElseIs(String again) {
        batches.photos("autumn", 5);
        byte[] whole = World.jpeg(320, 240);
        for (int i = 0; i < 10; i++) {
            batches.put(broken(i), Arrays.copyOf(whole, i * whole.length / 30));
        }
        batches.runFolder("first", "autumn");
        batches.runFolder("in-between", "autumn");
        batches.run("in-vain", again);
        for (int i = 0; i < 10; i++) {
            batches.put(broken(i), World.jpeg(321 + i, 240));
        }

        Batch mended = batches.run("mended", again);
        Batch after = batches.run("after", again);

        assertThat(mended.status()).as(batches.rows(mended).toString()).isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(mended.plan().counts().planned()).isEqualTo(10);
        assertThat(mended.ending().succeeded()).isEqualTo(10);
        assertThat(batches.rows(mended))
                .allSatisfy(row -> assertThat(row.path("key").asText()).contains("broken-"));
        assertThat(after.plan().counts().planned()).isZero();
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(15);
    }

    private long results() {
        return batches
                .world
                .s3()
                .listObjectsV2Paginator(list ->
                        list.bucket(batches.world.cloud.name("OutputBucket")).prefix("results/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .count();
    }

    @Test
    void exactlyTheJobsThatFailedAreSubmittedAgain() {
        batches.photos("autumn", 10);
        batches.world.vendor().balance(0);
        Batch failed = batches.runFolder("first", "autumn");
        batches.world.vendor().balance(1000);
        for (int i = 0; i < 5; i++) {
            batches.put("batches/autumn/new-" + i + ".jpg", World.jpeg(320, 240));
        }
        Batch others = batches.runFolder("second", "autumn");
        long before = batches.world.vendor().tasksCreated();

        Batch tried = batches.run("third", "{\"failedOnly\":\"first\"}");

        assertThat(failed.ending().failed()).isEqualTo(10);
        assertThat(others.ending().succeeded()).isEqualTo(5);
        assertThat(tried.status()).as(tried.message()).isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(tried.ending().succeeded()).isEqualTo(10);
        assertThat(batches.world.vendor().tasksCreated() - before).isEqualTo(10);
        assertThat(batches.jobs.counts("third")).containsOnly(Map.entry(JobStatus.SUCCEEDED, 10L));
    }

    @Test
    void aWeekOfNightsDoesEachPhotoOnce() {
        for (int night = 0; night < 7; night++) {
            batches.put("batches/night-" + night + ".jpg", World.jpeg(320, 240));
            batches.world.time.advance(Duration.ofDays(1));
            Batch batch = batches.run(
                    "night-" + night,
                    "{\"folder\":\"batches/\",\"scheduled\":true,\"request\":" + BatchWorld.PROMPT + "}");
            assertThat(batch.status()).isEqualTo(BatchStatus.SUCCEEDED);
            assertThat(batch.plan().counts().planned()).isEqualTo(1);
        }
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(7);
        assertThat(batches.batches.newest(3, null).batches())
                .extracting(Batch::batchId)
                .containsExactly("night-6", "night-5", "night-4");
    }

    @Test
    void aDryRunCostsNothingAndSaysWhatWouldBeDone() {
        batches.photos("autumn", 3);
        batches.put("batches/autumn/", "");
        batches.put("batches/autumn/list.csv", "key\n");

        Batch batch = batches.run(
                "dry", "{\"folder\":\"batches/autumn/\",\"dryRun\":true,\"request\":" + BatchWorld.PROMPT + "}");

        assertThat(batch.status()).isEqualTo(BatchStatus.DRY_RUN);
        assertThat(batch.plan().counts().found()).isEqualTo(5);
        assertThat(batch.plan().counts().skippedBy())
                .containsOnly(Map.entry(SkipReason.FOLDER_MARKER, 1L), Map.entry(SkipReason.MANIFEST, 1L));
        assertThat(batch.plan().estimate().byProvider()).containsOnlyKeys("perfectcorp");
        assertThat(batch.plan().estimate().credits()).isPositive();
        assertThat(batch.plan().estimate().seconds()).isPositive();
        assertThat(statuses(batches.rows(batch))).containsOnly(Map.entry("PLANNED", 3L));
        assertThat(batches.world.requests()).isEmpty();
        assertThat(batches.world.records()).isZero();
    }

    @Test
    void aManifestGivesEachRowItsOwnRequestAndBadRowsTheirOwnComplaints() {
        batches.photos("autumn", 3);
        batches.put("presets/autumn.json", "{\"output\":{\"format\":\"jpeg\"}}");
        batches.put(
                "batches/autumn.csv",
                "key,background.prompt,seed,provider\r\n"
                        + "batches/autumn/000.jpg,\"a table, of \"\"marble\"\"\",7,\r\n"
                        + "batches/autumn/000.jpg,\"a table, of \"\"marble\"\"\",7,\r\n"
                        + "batches/autumn/001.jpg,,,\r\n"
                        + "batches/autumn/gone.jpg,,,\r\n"
                        + "batches/autumn/002.jpg,,seven,\r\n"
                        + "batches/autumn/002.jpg,,,nobody\r\n"
                        + "elsewhere.jpg,,,\r\n");

        Batch batch = batches.run(
                "manifest", "{\"manifest\":{\"key\":\"batches/autumn.csv\"},\"request\":" + BatchWorld.PROMPT + "}");

        assertThat(batch.status()).as(batch.message()).isEqualTo(BatchStatus.FINISHED_WITH_FAILURES);
        assertThat(batch.plan().counts().found()).isEqualTo(7);
        assertThat(batch.plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.DUPLICATE, 1L));
        assertThat(batch.plan().counts().refused()).isEqualTo(4);
        assertThat(batch.ending().succeeded()).isEqualTo(2);
        assertThat(batches.world.job("batches/autumn/000.jpg").request().seed()).isEqualTo(7);
        assertThat(batches.world
                        .job("batches/autumn/000.jpg")
                        .request()
                        .output()
                        .format()
                        .extension())
                .isEqualTo("jpg");
        assertThat(batches.rows(batch))
                .filteredOn(row -> row.path("status").asText().equals("REFUSED"))
                .extracting(row ->
                        row.path("line").asLong() + " " + row.path("message").asText())
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("5 line 5: key: there is no such object"),
                        row -> assertThat(row).startsWith("6 line 6: row, seed: must be a whole number"),
                        row -> assertThat(row).startsWith("7 line 7: there is no provider 'nobody'"),
                        row -> assertThat(row).startsWith("8 line 8: key: must start with batches/"));
    }

    @Test
    void aSecondBatchOnTheSameFolderIsTurnedAwayAndAScheduledOneIsSkipped() {
        batches.photos("autumn", 2);
        batches.world.vendor().tasks().take(Duration.ofSeconds(40));
        batches.begin("first", "{\"folder\":\"batches/autumn/\",\"request\":" + BatchWorld.PROMPT + "}");
        batches.world.time.advance(Duration.ofSeconds(30));

        Execution second = batches.begin("second", "{\"folder\":\"batches/autumn/\"}");
        Execution third = batches.begin("third", "{\"folder\":\"batches/autumn/\",\"scheduled\":true}");
        batches.world.run();

        assertThat(batches.batch("second").status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batches.batch("second").message()).contains("batch first is at work on batches/autumn/");
        assertThat(second.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(batches.batch("third").status()).isEqualTo(BatchStatus.SKIPPED);
        assertThat(third.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(batches.batch("first").status())
                .as(batches.rows(batches.batch("first")).toString())
                .isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(2);
        assertThat(batches.world.cloud.bus().deadLetters()).isEmpty();
    }

    @Test
    void aCancelledBatchStopsItsJobsClosesTheirRecordsAndGivesTheFolderFree() {
        batches.close();
        batches = new BatchWorld(World.start(options -> options.withPollingWindow(Duration.ofHours(2))));
        batches.photos("autumn", 12);
        batches.world.vendor().tasks().take(Duration.ofSeconds(40));
        Execution execution = batches.begin(
                "first", "{\"folder\":\"batches/autumn/\",\"concurrency\":4,\"request\":" + BatchWorld.PROMPT + "}");
        batches.world.time.advance(Duration.ofSeconds(30));
        assertThat(batches.batch("first").status()).isEqualTo(BatchStatus.RUNNING);

        execution.abort();
        batches.world.run();

        Batch batch = batches.batch("first");
        assertThat(batch.status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(batch.finishedAt()).isNotNull();
        assertThat(batch.ending().failed()).isEqualTo(4);
        assertThat(batch.ending().unfinished()).isEqualTo(8);
        assertThat(statuses(batches.rows(batch))).containsOnly(Map.entry("STOPPED", 4L), Map.entry("NOT_STARTED", 8L));
        assertThat(batches.report(batch).at("/batch/status").asText()).isEqualTo("CANCELLED");
        assertThat(batches.jobs.counts("first")).containsOnly(Map.entry(JobStatus.FAILED, 4L));
        assertThat(batches.lockItems()).isZero();
        assertThat(batches.world.cloud.bus().deadLetters()).isEmpty();

        batches.world.vendor().tasks().take(Duration.ofSeconds(5));
        Batch rest = batches.runFolder("second", "autumn");
        assertThat(rest.ending().succeeded())
                .as("the jobs that were cut off go on with their tasks: %s", batches.rows(rest))
                .isEqualTo(12);
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(12);
        assertThat(batches.report(rest).at("/summary/submitted").asInt()).isEqualTo(12);
        assertThat(batches.report(rest).at("/summary/tasks").asInt())
                .as("four were submitted before")
                .isEqualTo(8);
    }

    @Test
    void aBatchThatIsCancelledHalfwayReportsWhatIsDoneWhatWasUnderWayAndWhatNeverBegan() {
        batches.photos("autumn", 6);
        batches.put("batches/autumn/000.jpg", "no picture");
        Execution execution = batches.begin(
                "first", "{\"folder\":\"batches/autumn/\",\"concurrency\":1,\"request\":" + BatchWorld.PROMPT + "}");
        assertThat(batches.world.time.runUntil(
                        () -> batches.jobs.counts("first").getOrDefault(JobStatus.SUCCEEDED, 0L) == 2
                                && batches.jobs.counts("first").containsKey(JobStatus.PROCESSING)))
                .isTrue();

        execution.abort();
        batches.world.run();

        Batch batch = batches.batch("first");
        assertThat(statuses(batches.rows(batch)))
                .containsOnly(
                        Map.entry("REJECTED", 1L),
                        Map.entry("SUCCEEDED", 2L),
                        Map.entry("STOPPED", 1L),
                        Map.entry("NOT_STARTED", 2L));
        assertThat(batch.ending().creditsByProvider())
                .as("of what has its result")
                .containsOnlyKeys("perfectcorp");
        assertThat(batches.file(batch.ending().report().html()))
                .contains("Cancelled")
                .contains("it was under way when the batch was stopped");
    }

    @Test
    void jobsWhoseExecutionIsStoppedBeforeTheyAreClaimedCanStillBeRunLater() {
        batches.photos("autumn", 3);
        Execution execution = batches.begin(
                "first", "{\"folder\":\"batches/autumn/\",\"concurrency\":3,\"request\":" + BatchWorld.PROMPT + "}");
        assertThat(batches.world.time.runUntil(
                        () -> batches.world.cloud.executions().size() > 1))
                .isTrue();
        execution.abort();
        batches.world.run();

        batches.runFolder("second", "autumn");
        batches.run(
                "third", "{\"folder\":\"batches/autumn/\",\"failedOnly\":true,\"request\":" + BatchWorld.PROMPT + "}");

        for (int i = 0; i < 3; i++) {
            Job job = batches.world.job("batches/autumn/00" + i + ".jpg");
            assertThat(job.status()).as(job.jobId()).isEqualTo(JobStatus.SUCCEEDED);
        }
        assertThat(batches.world.vendor().tasksCreated()).isEqualTo(3);
        assertThat(batches.world.records()).isEqualTo(3);
    }

    @Test
    void tooManyFailuresStopTheBatchAndTheRestIsNotStarted() {
        batches.photos("autumn", 20);
        batches.world.vendor().balance(0);

        Execution execution = batches.begin(
                "first",
                "{\"folder\":\"batches/autumn/\",\"concurrency\":1,\"toleratedFailurePercent\":10,\"request\":"
                        + BatchWorld.PROMPT + "}");
        batches.world.run();

        Batch batch = batches.batch("first");
        assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch.message()).contains("more than 10");
        assertThat(batch.ending().failed()).isEqualTo(3);
        assertThat(batch.ending().unfinished()).isEqualTo(17);
        assertThat(statuses(batches.rows(batch))).containsOnly(Map.entry("FAILED", 3L), Map.entry("NOT_STARTED", 17L));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(batches.lockItems()).isZero();
    }

    @Test
    void aLargeBatchWaitsForAConfirmation() {
        try (BatchWorld few = BatchWorld.start(Map.of("BACKDROP_CONFIRM_OVER", "2"))) {
            few.photos("autumn", 3);

            Batch waiting = few.runFolder("first", "autumn");
            assertThat(waiting.status()).isEqualTo(BatchStatus.AWAITING_CONFIRMATION);
            assertThat(waiting.message()).contains("3 jobs are planned").contains("confirm");
            assertThat(few.world.requests()).isEmpty();

            Batch confirmed = few.run(
                    "second",
                    "{\"folder\":\"batches/autumn/\",\"confirm\":true,\"request\":" + BatchWorld.PROMPT + "}");
            assertThat(confirmed.status()).isEqualTo(BatchStatus.SUCCEEDED);
        }
    }

    @Test
    void whatCannotBePlannedFailsWithAMessageThatSaysWhy() {
        batches.put("batches/broken.csv", "photo;color\n");
        Map<String, String> expected = Map.of(
                "{\"folder\":\"elsewhere/\"}", "folder: must be",
                "{\"folder\":\"batches/a/\",\"dryrun\":true}", "dryrun: is unknown",
                "{\"manifest\":\"batches/gone.csv\"}", "there is no manifest batches/gone.csv",
                "{\"manifest\":\"batches/broken.csv\"}", "isn't separated by commas",
                "{\"failedOnly\":\"nothing\"}", "there is no batch nothing",
                "{\"folder\":\"batches/a/\",\"request\":{\"background\":{\"color\":\"reddish\"}}}",
                        "request of the batch, background.color");
        expected.forEach((input, message) -> {
            String id = "b" + Integer.toHexString(input.hashCode());
            Batch batch = batches.run(id, input);
            assertThat(batch.status()).as(input).isEqualTo(BatchStatus.FAILED);
            assertThat(batch.message()).contains(message);
            assertThat(batch.finishedAt()).isAfter(Instant.EPOCH);
        });
        assertThat(batches.lockItems()).isZero();
    }

    @Test
    void theReportIsThreeFilesSafeToOpen() {
        batches.put("batches/autumn/=cmd.jpg", "no picture");
        batches.put("batches/autumn/<script>alert(1)</script>.jpg", World.jpeg(320, 240));

        Batch batch = batches.runFolder("first", "autumn");

        String html = batches.file(batch.ending().report().html());
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script")
                .contains("data:image/jpeg;base64,")
                .contains("prefers-color-scheme: dark");
        assertThat(html.indexOf("What went wrong")).isPositive().isLessThan(html.indexOf("<h2>Photos"));
        String csv = batches.file(batch.ending().report().csv());
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).contains("batches/autumn/=cmd.jpg,");
    }
}
