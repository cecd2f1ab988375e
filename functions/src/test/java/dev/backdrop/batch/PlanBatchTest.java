package dev.backdrop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.request.RequestJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanBatchTest {

    private final Bench bench = new Bench();

    private Batch batch(String batchId) {
        return bench.store.batches.get(batchId);
    }

    @Test
    void aJobIsNamedByWhatItsOwnWorkflowWillWorkOutOfTheItem() {
        bench.photo("batches/a/1.jpg");
        bench.planFolder("b1", "");
        ObjectNode item = bench.items("b1").get(0);
        assertThat(item.path("jobId").asText())
                .isEqualTo(item.path("name").asText())
                .isEqualTo(JobId.of(bench.objects.get("batches/a/1.jpg"), RequestJson.read(item.at("/input/request")))
                        .value());
        assertThat(item.at("/input/whole").asBoolean()).isTrue();
        assertThat(item.at("/input/batchId").asText()).isEqualTo("b1");
        assertThat(item.at("/input/source/versionId").asText()).isEqualTo("v1");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, DONE, NOT_FAILED",
        "PREPARING, UNDER_WAY, NOT_FAILED",
        "FAILED, FAILED_BEFORE,",
        "REJECTED, FAILED_BEFORE,",
        "CANCELLED, FAILED_BEFORE,",
        "SUBMIT_UNKNOWN, SUBMIT_UNKNOWN, SUBMIT_UNKNOWN"
    })
    void whatIsDoneUnderWayOrFailedIsLeftOutAndOnlyWhatFailedIsTriedAgain(
            JobStatus status, SkipReason usual, SkipReason ifOnlyFailed) {
        bench.photo("batches/a/1.jpg");
        Job job = bench.job("batches/a/1.jpg", status);

        bench.planFolder("usual", "");
        bench.report("usual", null);
        bench.planFolder("failed", ",\"failedOnly\":true");

        assertThat(batch("usual").plan().counts().skippedBy()).containsOnly(Map.entry(usual, 1L));
        assertThat(bench.items("usual")).isEmpty();
        if (ifOnlyFailed == null) {
            ObjectNode item = bench.items("failed").get(0);
            assertThat(item.path("name").asText()).startsWith(job.jobId() + "-r2-");
            assertThat(item.path("input"))
                    .hasToString("{\"retry\":\"" + job.jobId() + "\",\"run\":1,\"batchId\":\"failed\"}");
        } else {
            assertThat(batch("failed").plan().counts().skippedBy()).containsOnly(Map.entry(ifOnlyFailed, 1L));
        }
    }

    @Test
    void aJobWhoseWorkflowWasCutOffIsGoneOnWithWithoutBeingAskedFor() {
        bench.photo("batches/a/1.jpg");
        Job job = bench.job("batches/a/1.jpg", JobStatus.FAILED, FailureCode.INTERNAL_ERROR);

        bench.planFolder("b1", "");

        assertThat(bench.items("b1").get(0).at("/input/retry").asText()).isEqualTo(job.jobId());
    }

    /** Its run may have ended with the first batch, before it had the job: its name is used up, and the job isn't run. */
    @Test
    void aJobIsRunAgainByEachBatchUnderAnotherNameAndByOneUnderTheSame() {
        bench.photo("batches/a/1.jpg");
        bench.job("batches/a/1.jpg", JobStatus.FAILED);
        for (String batchId : List.of("b1", "b2")) {
            bench.planFolder(batchId, ",\"failedOnly\":true");
            bench.report(batchId, null);
        }
        String first = bench.items("b1").get(0).path("name").asText();
        assertThat(bench.items("b2").get(0).path("name").asText()).isNotEqualTo(first);

        bench.store.batches.clear();
        bench.planFolder("b1", ",\"failedOnly\":true");
        assertThat(bench.items("b1").get(0).path("name").asText()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, CANCELLED, MAYBE, true",
        "FAILED, TASK_EXPIRED, MAYBE, true",
        "FAILED, RESULT_INVALID, YES, true",
        "REJECTED, CONTENT_REJECTED, YES, true",
        "FAILED, INTERNAL_ERROR, MAYBE, true",
        "FAILED, INTERNAL_ERROR, MAYBE, false"
    })
    void whatTheVendorMayChargeForTwiceIsTriedAgainOnlyWhenThatIsAccepted(
            JobStatus status, FailureCode code, Charge charge, boolean failedOnly) {
        bench.photo("batches/a/1.jpg");
        bench.job("batches/a/1.jpg", status, new Failure(code, "it broke", "painter", null, true, charge));

        bench.planFolder("unasked", failedOnly ? ",\"failedOnly\":true" : "");
        bench.report("unasked", null);
        bench.planFolder("accepted", ",\"failedOnly\":true,\"acceptPossibleCharge\":true");

        assertThat(bench.items("unasked")).isEmpty();
        assertThat(batch("unasked").plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.SUBMIT_UNKNOWN, 1L));
        assertThat(bench.items("accepted")).hasSize(1);
    }

    @Test
    void aSubmissionThatMayBeChargedIsTriedAgainOnlyWhenThatIsAccepted() {
        bench.photo("batches/a/1.jpg");
        bench.job("batches/a/1.jpg", JobStatus.SUBMIT_UNKNOWN);
        bench.planFolder("b1", ",\"failedOnly\":true,\"acceptPossibleCharge\":true");
        assertThat(bench.items("b1")).hasSize(1);
    }

    @Test
    void aSubmissionWhoseTaskHasBecomeKnownSinceIsTakenUpLikeAnyWorkThatWasCutOff() {
        bench.photo("batches/a/1.jpg");
        Failure unknown =
                new Failure(FailureCode.SUBMIT_UNKNOWN, "it was cut off", "painter", null, false, Charge.MAYBE);
        Job ended = bench.job("batches/a/1.jpg", JobStatus.PREPARING)
                .gated("painter", null, null, false, Bench.NOW)
                .submitting(Bench.NOW)
                .billing(Bench.NOW)
                .ended(JobStatus.SUBMIT_UNKNOWN, unknown, Bench.NOW);
        bench.jobs.put(ended.jobId(), ended);
        bench.planFolder("before", "");
        bench.report("before", null);
        bench.jobs.put(
                ended.jobId(), ended.accepted(new Attempt.Task("task", null, Bench.NOW), Optional.empty(), Bench.NOW));
        bench.planFolder("since", "");

        assertThat(batch("before").plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.SUBMIT_UNKNOWN, 1L));
        assertThat(bench.items("since"))
                .singleElement()
                .satisfies(item -> assertThat(item.at("/input/retry").asText()).isEqualTo(ended.jobId()));
    }

    @Test
    void onlyFailedMeansTheJobsOfTheNamedBatchAndOfNoOther() {
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/2.jpg");
        bench.planFolder("first", "");
        bench.report("first", null);
        bench.photo("batches/a/3.jpg");
        bench.job("batches/a/2.jpg", JobStatus.FAILED);
        bench.job("batches/a/3.jpg", JobStatus.FAILED);

        PlanBatchOutput plan = bench.plan("second", "{\"failedOnly\":\"first\"}");

        assertThat(plan.outcome()).isEqualTo(PlanOutcome.RUN);
        assertThat(bench.items("second"))
                .extracting(item -> item.path("key").asText())
                .containsExactly("batches/a/2.jpg");
        assertThat(batch("second").plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.NOT_FAILED, 1L));
        assertThat(bench.plan("third", "{\"failedOnly\":\"first\",\"folder\":\"batches/b/\"}")
                        .message())
                .contains("was about batches/a/");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, NOT_FAILED",
        "PREPARING, NOT_FAILED",
        "FAILED,",
        "REJECTED,",
        "CANCELLED,",
        "SUBMIT_UNKNOWN,",
    })
    void aPhotoInThePlaceOfOneThatFailedIsANewJobAlsoIfOnlyFailedOnesAreAskedFor(JobStatus before, SkipReason skipped) {
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/new.jpg");
        bench.planFolder("first", "");
        Job job = bench.job("batches/a/1.jpg", before);
        bench.report("first", null);
        bench.replaced("batches/a/1.jpg");

        for (String failedOnly : List.of("true", "\"first\"")) {
            bench.planFolder("second", ",\"failedOnly\":" + failedOnly);

            List<ObjectNode> items = bench.items("second");
            if (skipped == null) {
                assertThat(items).singleElement().satisfies(item -> {
                    assertThat(item.path("key").asText()).isEqualTo("batches/a/1.jpg");
                    assertThat(item.path("jobId").asText()).isNotEqualTo(job.jobId());
                    assertThat(item.at("/input/source/versionId").asText()).isEqualTo("v2");
                    assertThat(item.at("/input/request/background/prompt").asText())
                            .isEqualTo("marble");
                });
            } else {
                assertThat(items).isEmpty();
            }
            bench.store.batches.remove("second");
            bench.store.locks.clear();
        }
    }

    @Test
    void aReplacedPhotoThatHasItsResultIsntDoneAgainForTheFailureOfTheOneBeforeIt() {
        bench.photo("batches/a/1.jpg");
        bench.planFolder("first", "");
        bench.job("batches/a/1.jpg", JobStatus.REJECTED);
        bench.report("first", null);
        bench.replaced("batches/a/1.jpg");
        bench.job("batches/a/1.jpg", JobStatus.SUCCEEDED);

        bench.plan("second", "{\"failedOnly\":\"first\"}");

        assertThat(bench.items("second")).isEmpty();
        assertThat(batch("second").plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.NOT_FAILED, 1L));
    }

    @Test
    void whatFailedCanBeTriedAgainWithAnotherRequest() {
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/2.jpg");
        bench.photo("batches/a/3.jpg");
        bench.job("batches/a/1.jpg", JobStatus.FAILED);
        bench.job("batches/a/2.jpg", JobStatus.SUCCEEDED);
        bench.job("batches/a/3.jpg", JobStatus.SUBMIT_UNKNOWN);

        bench.plan(
                "b1",
                "{\"folder\":\"batches/a/\",\"failedOnly\":true,\"request\":{\"background\":{\"prompt\":\"oak\"}}}");

        assertThat(bench.items("b1")).singleElement().satisfies(item -> {
            assertThat(item.path("key").asText()).isEqualTo("batches/a/1.jpg");
            assertThat(item.at("/input/request/background/prompt").asText()).isEqualTo("oak");
        });
        assertThat(batch("b1").plan().counts().skippedBy())
                .as("the vendor may have the third one")
                .containsOnly(Map.entry(SkipReason.NOT_FAILED, 1L), Map.entry(SkipReason.SUBMIT_UNKNOWN, 1L));
    }

    @Test
    void whatCouldntBeHandedOverIsRefusedAndTriedOnceItIsThere() {
        bench.photo("batches/a/1.jpg");
        bench.leftOut("first", "batches/a/locked.jpg");
        bench.planFolder("first", "");
        bench.job("batches/a/1.jpg", JobStatus.SUCCEEDED);
        bench.report("first", null);
        bench.photo("batches/a/locked.jpg");
        bench.photo("batches/a/new.jpg");

        bench.planFolder("second", ",\"failedOnly\":true");
        bench.report("second", null);
        bench.planFolder("third", ",\"failedOnly\":true");
        bench.report("third", null);
        bench.plan("fourth", "{\"failedOnly\":\"first\"}");

        assertThat(batch("first").plan().counts().refused()).isEqualTo(1);
        assertThat(bench.text("reports/first/report.csv"))
                .contains("batches/a/locked.jpg,,REFUSED")
                .contains("no permission");
        for (String again : List.of("second", "third", "fourth")) {
            assertThat(bench.items(again))
                    .as(again)
                    .extracting(item -> item.path("key").asText())
                    .containsExactly("batches/a/locked.jpg");
        }
    }

    @Test
    void aRowThatWasMendedIsTriedWithWhatElseFailed() {
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/2.jpg");
        bench.photo("batches/a/3.jpg");
        bench.object("batches/m.csv", "key,background.color\nbatches/a/1.jpg,#zz\nbatches/a/2.jpg,\n,#ffffff\n");
        bench.plan("first", "{\"manifest\":\"batches/m.csv\",\"request\":" + Bench.PROMPT + "}");
        bench.job("batches/a/2.jpg", JobStatus.SUCCEEDED);
        bench.report("first", null);
        bench.object(
                "batches/m.csv",
                "key,background.color\nbatches/a/1.jpg,\nbatches/a/2.jpg,\nbatches/a/3.jpg,\nbatches/a/new.jpg,\n");
        bench.photo("batches/a/new.jpg");

        for (String again : List.of("\"manifest\":\"batches/m.csv\",\"failedOnly\":true", "\"failedOnly\":\"first\"")) {
            bench.plan("again", "{" + again + ",\"request\":" + Bench.PROMPT + "}");

            assertThat(bench.items("again"))
                    .as(again)
                    .extracting(item -> item.path("key").asText())
                    .containsExactly("batches/a/1.jpg", "batches/a/3.jpg");
            bench.store.batches.remove("again");
            bench.store.locks.clear();
        }
    }

    @Test
    void objectsThatAreNoPhotosAndPhotosOfTheApiAreLeftOutAndCounted() {
        bench.object("batches/a/", "");
        bench.object("batches/a/list.CSV", "key");
        bench.object("batches/a/list.jsonl", "{}");
        bench.object("batches/a/empty.jpg", "");
        bench.photo("batches/a/noextension");
        bench.photo("uploads/api/" + "0".repeat(32) + "/a.jpg");

        bench.planFolder("b1", "");
        bench.plan("b2", "{\"folder\":\"uploads/\",\"request\":" + Bench.PROMPT + "}");

        assertThat(batch("b1").plan().counts())
                .isEqualTo(new Counts(5, 3, Map.of(SkipReason.FOLDER_MARKER, 1L, SkipReason.MANIFEST, 2L), 0, 2));
        assertThat(batch("b2").plan().counts().skippedBy()).containsOnly(Map.entry(SkipReason.ANNOUNCED, 1L));
    }

    /** Each look at it takes that long. */
    private static Clock passing(Duration each) {
        return new Clock() {
            private Instant now = Bench.NOW;

            @Override
            public Instant instant() {
                now = now.plus(each);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("only UTC");
            }
        };
    }

    @Test
    void morePhotosThanThereIsTimeForEndTheBatchBeforeItsFunctionIsStoppedAndGiveTheFolderFree() {
        for (int i = 0; i < 20; i++) {
            bench.photo("batches/a/" + i + ".jpg");
        }
        bench.planning = passing(Duration.ofMinutes(1));

        PlanBatchOutput plan = bench.planFolder("b1", "");

        assertThat(plan.outcome()).isEqualTo(PlanOutcome.FAILED);
        assertThat(batch("b1").status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch("b1").message())
                .startsWith("too many photos for one batch")
                .contains("in the 13 minutes")
                .contains("Start one batch for each part");
        assertThat(bench.files).as("no list of half of the photos").doesNotContainKey("reports/b1/items.jsonl");

        bench.planning = Bench.clock();
        assertThat(bench.planFolder("b2", "").outcome()).isEqualTo(PlanOutcome.RUN);
    }

    @Test
    void theRowSaysItBeforeTheBatchTheBatchBeforeThePresetAndThePresetBeforeTheStack() {
        bench.photo("batches/a/1.jpg");
        bench.inputs.put(
                "presets/a.json",
                "{\"seed\":3,\"output\":{\"format\":\"jpeg\",\"maxSide\":700},\"background\":{\"prompt\":\"preset\"}}"
                        .getBytes());
        bench.object("batches/m.jsonl", "{\"key\":\"batches/a/1.jpg\",\"background\":{\"prompt\":\"row\"}}");

        bench.plan(
                "b1",
                "{\"manifest\":\"batches/m.jsonl\",\"request\":{\"background\":{\"prompt\":\"batch\"},\"output\":{\"maxSide\":500}}}");

        assertThat(bench.items("b1").get(0).at("/input/request"))
                .hasToString("{\"background\":{\"prompt\":\"row\"},\"provider\":\"auto\",\"seed\":3,"
                        + "\"output\":{\"format\":\"jpeg\",\"maxSide\":500}}");
    }

    @Test
    void aRowThatNobodyCanServeIsRefusedAndNothingIsPlannedForIt() {
        bench.photo("batches/a/1.jpg");
        bench.object(
                "batches/m.csv",
                "key,background.transparent,background.color\nbatches/a/1.jpg,true,\nbatches/a/1.jpg,,#zz\nbatches/a/gone.jpg,,\n");

        PlanBatchOutput plan = bench.plan("b1", "{\"manifest\":{\"key\":\"batches/m.csv\"}}");

        assertThat(plan.outcome()).isEqualTo(PlanOutcome.REPORT);
        assertThat(bench.items("b1")).isEmpty();
        List<ObjectNode> refused = bench.lines("reports/b1/refused.jsonl");
        assertThat(refused).extracting(row -> row.path("line").asLong()).containsExactly(2L, 3L, 4L);
        assertThat(refused.get(0).path("message").asText()).contains("transparent backgrounds");
        assertThat(refused.get(1).path("field").asText()).isEqualTo("background.color");
        assertThat(refused.get(2).path("code").asText()).isEqualTo("INVALID_PHOTO");
        assertThat(bench.report("b1", null).status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch("b1").message())
                .contains("no job can be made of any of 3")
                .contains("line 2");
    }

    @Test
    void theEstimateIsThePriceOfEachJobAndTheTimeOfAllAtTheProvidersConcurrency() {
        for (int i = 0; i < 10; i++) {
            bench.photo("batches/a/" + i + ".jpg");
        }
        assertThat(bench.planFolder("b1", "").concurrency()).isEqualTo(4);
        assertThat(batch("b1").plan().estimate().credits()).isEqualByComparingTo("25");
        assertThat(batch("b1").plan().estimate().seconds()).isEqualTo(25);
        assertThat(bench.planFolder("b2", ",\"concurrency\":20,\"dryRun\":true").concurrency())
                .isEqualTo(20);
        assertThat(batch("b2").plan().estimate().seconds()).isEqualTo(5);
        bench.settings = new BatchSettings(500, OptionalInt.of(2), 7);
        PlanBatchOutput set = bench.planFolder("b3", ",\"dryRun\":true");
        assertThat(set.concurrency()).isEqualTo(2);
        assertThat(set.toleratedFailurePercent()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aCrashAfterAnyWriteIsMadeGoodByPlanningAgainAndNothingIsPlannedTwice(int writes) {
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/2.jpg");
        bench.crashAfter(writes);

        assertThatThrownBy(() -> bench.planFolder("b1", "")).isInstanceOf(Bench.Crash.class);
        // Once it is recorded, a plan holds, whatever comes later.
        boolean recorded = batch("b1").plan() != null;
        bench.photo("batches/a/3.jpg");
        PlanBatchOutput plan = bench.planFolder("b1", "");

        assertThat(plan.outcome()).isEqualTo(PlanOutcome.RUN);
        assertThat(recorded).isEqualTo(writes == 5);
        assertThat(bench.items("b1")).hasSize(recorded ? 2 : 3);
        assertThat(batch("b1").plan().counts().planned()).isEqualTo(recorded ? 2 : 3);
        assertThat(bench.store.locks).containsExactly(Map.entry("batches/a/", "b1"));
        assertThat(bench.planFolder("b2", "").outcome()).isEqualTo(PlanOutcome.FAILED);
    }

    @Test
    void aLockIsTakenFromABatchThatHasEndedWithoutGivingItBack() {
        bench.photo("batches/a/1.jpg");
        bench.planFolder("b1", "");
        assertThat(bench.planFolder("b2", "").message()).contains("batch b1 is at work on batches/a/");
        assertThat(bench.planFolder("b3", ",\"scheduled\":true").outcome()).isEqualTo(PlanOutcome.SKIPPED);
        assertThat(bench.planFolder("dry", ",\"dryRun\":true").outcome()).isEqualTo(PlanOutcome.REPORT);
        bench.store.change("b1", batch -> batch.ended(BatchStatus.FAILED, null, "gone", Bench.NOW));

        assertThat(bench.planFolder("b4", "").outcome()).isEqualTo(PlanOutcome.RUN);
        assertThat(bench.store.locks).containsExactly(Map.entry("batches/a/", "b4"));
    }

    @Test
    void aBatchThatWasCancelledWhileItWasPlannedStaysSo() {
        bench.photo("batches/a/1.jpg");
        bench.close("b1", "ABORTED");
        assertThat(bench.planFolder("b1", "").outcome()).isEqualTo(PlanOutcome.ENDED);
        assertThat(batch("b1").status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(bench.store.locks).isEmpty();
    }

    @Test
    void tooManyJobsWaitForAConfirmation() {
        bench.settings = new BatchSettings(1, OptionalInt.empty(), 100);
        bench.photo("batches/a/1.jpg");
        bench.photo("batches/a/2.jpg");
        assertThat(bench.planFolder("b1", "").outcome()).isEqualTo(PlanOutcome.REPORT);
        assertThat(bench.report("b1", null).status()).isEqualTo(BatchStatus.AWAITING_CONFIRMATION);
        assertThat(bench.store.locks).isEmpty();
        assertThat(bench.planFolder("b2", ",\"confirm\":true").outcome()).isEqualTo(PlanOutcome.RUN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"folder\":\"/\"}",
                "{\"folder\":7}",
                "{\"folder\":\"presets/\"}",
                "{\"folder\":\"batches/\",\"manifest\":\"batches/a.csv\"}",
                "{\"manifest\":\"batches/a.txt\"}",
                "{\"manifest\":\"uploads/a.csv\"}",
                "{\"folder\":\"batches/\",\"request\":[]}",
                "{\"folder\":\"batches/\",\"dryRun\":\"yes\"}",
                "{\"folder\":\"batches/\",\"concurrency\":0}",
                "{\"folder\":\"batches/\",\"concurrency\":1.5}",
                "{\"folder\":\"batches/\",\"toleratedFailurePercent\":101}",
                "{\"folder\":\"batches/\",\"background\":{}}",
            })
    void whatIsNoOrderEndsWithAMessage(String input) {
        PlanBatchOutput plan = bench.plan("b1", input);
        assertThat(plan.outcome()).isEqualTo(PlanOutcome.FAILED);
        assertThat(plan.message()).isNotBlank();
        assertThat(batch("b1").finishedAt()).isNotNull();
    }
}
