package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backdrop.api.Effects.Break;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateBatchTest {

    private static final String FOLDER = "{\"folder\":\"batches/autumn/\",\"background\":{\"color\":\"#ffffff\"}}";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = desk();
    }

    private static Desk desk() {
        Desk desk = new Desk();
        desk.bucket.put("batches/autumn/shoe.jpg", "photo", Map.of());
        desk.bucket.put("batches/autumn.csv", "key\n", Map.of());
        return desk;
    }

    private Batch only() {
        assertThat(desk.batches.all()).hasSize(1);
        return desk.batches.all().iterator().next();
    }

    @Test
    void aFolderIsStartedUnderItsBatchsNameAndCanBeReadAtOnce() {
        Desk.Reply reply = desk.post("/batches", FOLDER);

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        assertThat(reply.headers()).containsEntry("location", "/batches/" + reply.batchId());
        assertThat(desk.batchRuns.started()).containsOnlyKeys(reply.batchId());
        assertThat(desk.batchRuns.started().get(reply.batchId()))
                .hasToString("{\"folder\":\"batches/autumn/\",\"request\":{\"background\":{\"color\":\"#ffffff\"}}}");
        Desk.Reply read = desk.get("/batches/" + reply.batchId());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .isEqualTo(reply.body().path("batch"))
                .hasToString("{\"batchId\":\"" + reply.batchId() + "\",\"status\":\"PLANNING\","
                        + "\"folder\":\"batches/autumn/\",\"request\":{\"background\":{\"color\":\"#ffffff\"}},"
                        + "\"createdAt\":\"2026-11-21T09:00:00Z\",\"execution\":\"" + RecordedExecutions.ARN
                        + reply.batchId() + "\"}");
        assertThat(desk.executions.started()).isEmpty();
    }

    @Test
    void allThatIsAskedReachesTheWorkflow() {
        Desk.Reply reply = desk.post(
                "/batches",
                "{\"manifest\":{\"key\":\"batches/autumn.csv\"},\"background\":{\"prompt\":\"a beach\"},"
                        + "\"provider\":\"painter\",\"seed\":4,\"output\":{\"format\":\"jpeg\"},"
                        + "\"placement\":{\"anchor\":\"top\"},\"dryRun\":true,\"confirm\":true,\"concurrency\":1000,"
                        + "\"toleratedFailurePercent\":12.5,\"failedOnly\":true,\"acceptPossibleCharge\":true}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        assertThat(desk.batchRuns.started().get(reply.batchId()))
                .hasToString("{\"manifest\":{\"key\":\"batches/autumn.csv\"},\"failedOnly\":true,\"request\":"
                        + "{\"background\":{\"prompt\":\"a beach\"},\"provider\":\"painter\",\"seed\":4,"
                        + "\"output\":{\"format\":\"jpeg\"},\"placement\":{\"anchor\":\"top\"}},\"dryRun\":true,"
                        + "\"confirm\":true,\"acceptPossibleCharge\":true,\"concurrency\":1000,"
                        + "\"toleratedFailurePercent\":12.5}");
        assertThat(reply.body().at("/batch/manifest/key").asText()).isEqualTo("batches/autumn.csv");
        assertThat(reply.body().at("/batch/concurrency").asInt()).isEqualTo(1000);
        assertThat(reply.body().at("/batch/toleratedFailurePercent").asDouble()).isEqualTo(12.5);
        assertThat(reply.body().at("/batch/failedOnly").asBoolean()).isTrue();
        assertThat(reply.body().at("/batch/acceptPossibleCharge").asBoolean()).isTrue();
    }

    @Test
    void aFolderMayBeNamedWithoutItsSlash() {
        Desk.Reply reply = desk.post("/batches", "{\"folder\":\"batches/autumn\"}");
        assertThat(reply.body().at("/batch/folder").asText()).isEqualTo("batches/autumn/");
    }

    @Test
    void aFolderWhoseNameOnlyBeginsSoIsAnother() {
        desk.bucket.put("batches/summer-sale/a.jpg", "photo", Map.of());
        assertThat(desk.post("/batches", "{\"folder\":\"batches/summer\"}").status())
                .isEqualTo(422);
    }

    @Test
    void aWaitingBatchIsConfirmedByAnotherOneThatSaysSo() {
        desk.batches.put(Batches.waiting());
        Desk.Reply reply = desk.post("/batches", FOLDER.replaceFirst("}$", ",\"confirm\":true}"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.batchId()).isNotEqualTo(Batches.ID);
        assertThat(desk.batchRuns.started().get(reply.batchId()).path("confirm").asBoolean())
                .isTrue();
    }

    @Test
    void theFailedJobsOfABatchAreOfItsFolder() {
        desk.batches.put(Batches.ended(BatchStatus.FINISHED_WITH_FAILURES));
        Desk.Reply reply = desk.post("/batches", "{\"failedOnly\":\"" + Batches.ID + "\"}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        assertThat(desk.batchRuns.started().get(reply.batchId()))
                .hasToString("{\"failedOnly\":\"" + Batches.ID + "\"}");
        assertThat(reply.body().at("/batch/folder").asText()).isEqualTo("batches/autumn/");
        assertThat(reply.body().at("/batch/failedOnly").asText()).isEqualTo(Batches.ID);
    }

    @Test
    void aRecordThatPlanningHasWrittenAlreadyIsShownAsItIs() {
        Desk other = desk();
        String batchId = other.post("/batches", FOLDER).batchId();
        desk.batches.put(Batches.planning(batchId, Batches.FOLDER, Jobs.NOW).planned(plan(), null, Jobs.NOW));
        Desk.Reply reply = desk.post("/batches", FOLDER);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().at("/batch/status").asText()).isEqualTo("RUNNING");
        assertThat(desk.batches.all()).hasSize(1);
    }

    private static dev.backdrop.batch.Plan plan() {
        return Batches.running().plan();
    }

    @Test
    void withoutAKeyTwoCallsAreTwoBatches() {
        assertThat(desk.post("/batches", FOLDER).batchId())
                .isNotEqualTo(desk.post("/batches", FOLDER).batchId());
    }

    @Test
    void theSameKeyAndBodyHaveTheSameBatchAndNothingStartsTwice() {
        Desk.Reply first = desk.postWithKey("/batches", "night 7", FOLDER);
        desk.clock.advance(Duration.ofHours(23));
        desk.batches.put(only().planned(plan(), null, desk.clock.instant()));
        Desk.Reply second = desk.postWithKey("/batches", "night 7", FOLDER);
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).containsEntry("location", "/batches/" + first.batchId());
        assertThat(second.batchId()).isEqualTo(first.batchId());
        assertThat(second.body().at("/batch/status").asText()).isEqualTo("RUNNING");
        assertThat(desk.batchRuns.started()).hasSize(1);
    }

    @Test
    void aKeyOfAJobIsAnotherKey() {
        desk.postWithKey("/jobs", "k", Desk.STORED);
        assertThat(desk.postWithKey("/batches", "k", FOLDER).status()).isEqualTo(202);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        desk.postWithKey("/batches", "k", FOLDER);
        Desk.Reply reply = desk.postWithKey("/batches", "k", "{\"folder\":\"batches/autumn/\"}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(desk.batchRuns.started()).hasSize(1);
    }

    @Test
    void whileARequestIsWorkedOnTheSameOneHasToWait() {
        desk.effects.breakAt(3, Break.DIES_BEFORE);
        assertThat(catchThrowable(() -> desk.postWithKey("/batches", "k", FOLDER)))
                .isInstanceOf(Effects.Death.class);
        Desk.Reply reply = desk.postWithKey("/batches", "k", FOLDER);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.headers()).containsEntry("retry-after", "40");
    }

    @Test
    void aRefusedBatchDoesNotUseItsKeyUp() {
        String elsewhere = "{\"folder\":\"batches/winter/\"}";
        assertThat(desk.postWithKey("/batches", "k", elsewhere).status()).isEqualTo(422);
        desk.bucket.put("batches/winter/a.jpg", "photo", Map.of());
        assertThat(desk.postWithKey("/batches", "k", elsewhere).status()).isEqualTo(202);
    }

    /** Breaks each effect in turn, and asks again as a client would. */
    @ParameterizedTest
    @EnumSource(Break.class)
    void wheneverItBreaksAskingAgainMakesOneBatchAndNoSecond(Break how) {
        int effect = 0;
        boolean broke;
        do {
            Desk fresh = desk();
            fresh.effects.breakAt(++effect, how);
            String first = ask(fresh);
            broke = fresh.effects.broke();
            fresh.effects.breakNothing();
            String second = ask(fresh);
            String third = ask(fresh);

            String where = how + " at effect " + effect + ": " + first + " " + second + " " + third;
            assertThat(third).as(where).isEqualTo(second).matches("[0-9a-f]{32}");
            assertThat(fresh.batches.all()).as(where).extracting(Batch::batchId).containsExactly(third);
            assertThat(fresh.batchRuns.started()).as(where).containsOnlyKeys(third);
        } while (broke);
        assertThat(effect).isEqualTo(6);
    }

    private static String ask(Desk desk) {
        try {
            Desk.Reply reply = desk.postWithKey("/batches", "k", FOLDER);
            return reply.status() < 300 ? reply.batchId() : "HTTP " + reply.status();
        } catch (Effects.Death death) {
            return "died";
        } finally {
            desk.clock.advance(Idempotency.LOCK);
        }
    }

    /** Started, and not recorded; then the folder is emptied: the batch is there nevertheless. */
    @Test
    void whatAnEarlierCallHasStartedIsNotRefusedLater() {
        desk.effects.breakAt(4, Break.DIES_BEFORE);
        assertThat(catchThrowable(() -> desk.postWithKey("/batches", "k", FOLDER)))
                .isInstanceOf(Effects.Death.class);
        assertThat(desk.batchRuns.started()).hasSize(1);
        assertThat(desk.batches.all()).isEmpty();
        desk.bucket.objects().clear();
        desk.clock.advance(Idempotency.LOCK);

        Desk.Reply reply = desk.postWithKey("/batches", "k", FOLDER);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(desk.batchRuns.started()).containsOnlyKeys(reply.batchId());
    }

    @Test
    void anExecutionThatHasEndedBeforeItsRecordIsHereIsAReasonToAskAgain() {
        String batchId = desk().post("/batches", FOLDER).batchId();
        desk.batchRuns.end(batchId);
        Desk.Reply early = desk.postWithKey("/batches", "k", FOLDER);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.headers()).containsEntry("retry-after", "5");

        desk.batches.put(Batches.planning(batchId, Batches.FOLDER, Jobs.NOW).cancelled(Jobs.NOW));
        Desk.Reply late = desk.postWithKey("/batches", "k", FOLDER);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.batchId()).isEqualTo(batchId);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder | {\"folder\":\"batches/winter/\"}",
                "folder | {\"folder\":\"uploads/shoe.jpg/\"}",
                "manifest.key | {\"manifest\":{\"key\":\"batches/winter.csv\"}}",
                "failedOnly | {\"failedOnly\":\"nobody\"}",
                "failedOnly | {\"folder\":\"uploads/\",\"failedOnly\":\"known\"}",
                "failedOnly | {\"failedOnly\":\"unreadable\"}",
                "provider | {\"folder\":\"batches/autumn/\",\"background\":{\"transparent\":true},\"provider\":\"painter\"}",
                "provider | {\"folder\":\"batches/autumn/\",\"background\":{\"prompt\":\"x\"},\"provider\":\"nobody\"}",
                "provider | {\"folder\":\"batches/autumn/\",\"background\":{\"prompt\":\"x\"},\"provider\":\"vendor\"}"
            })
    void whatIsNotThereOrCanNotBeDoneIsUnprocessable(String field, String body) {
        desk.batches.put(Batches.planning("known", Batches.FOLDER, Jobs.NOW));
        desk.batches.put(Batch.planning("unreadable", "arn", null, Jobs.NOW));
        Desk.Reply reply = desk.postWithKey("/batches", "k", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(reply.body().at("/errors/0/problem").asText()).isNotBlank();
        assertThat(reply.body().path("instance").asText()).isEqualTo("/batches");
        assertThat(desk.batchRuns.started()).isEmpty();
        assertThat(desk.batches.all()).hasSize(2);
        assertThat(desk.keys.size()).isZero();
    }

    /** Presets and rows may say what the caller left out, so planning decides. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"folder\":\"batches/autumn/\",\"background\":{\"transparent\":true}}",
                "{\"folder\":\"batches/autumn/\",\"provider\":\"vendor\"}",
                "{\"manifest\":{\"key\":\"batches/autumn.csv\"},\"background\":{\"prompt\":\"x\"},\"provider\":\"vendor\"}"
            })
    void whatAnotherPartMaySettleIsNotRefused(String body) {
        assertThat(desk.post("/batches", body).status()).isEqualTo(202);
    }
}
