package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a call about batches, it is told as a problem, and nothing happens. */
class BatchRefusalsTest {

    private static final String FOLDER = "\"folder\":\"batches/autumn/\"";

    private final Desk desk = new Desk();

    BatchRefusalsTest() {
        desk.bucket.put("batches/autumn/shoe.jpg", "photo", Map.of());
    }

    @AfterEach
    void nothingHappened() {
        assertThat(desk.batches.all()).isEmpty();
        assertThat(desk.batchRuns.started()).isEmpty();
        assertThat(desk.keys.size()).isZero();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                        "folder | {}",
                        "folder | {\"background\":{\"transparent\":true}}",
                        "folder | {\"failedOnly\":true}",
                        "folder | {\"folder\":null}",
                        "folder | {\"folder\":\"\"}",
                        "folder | {\"folder\":7}",
                        "folder | {\"folder\":\"autumn/\"}",
                        "folder | {\"folder\":\"batches\"}",
                        "folder | {\"folder\":\"/batches/autumn/\"}",
                        "folder | {\"folder\":\"presets/\"}",
                        "folder | {\"folder\":\"batchesautumn/\"}",
                        "folder | {\"folder\":\"batches/../presets/\"}",
                        "folder | {\"folder\":\"batches/..\"}",
                        "folder | {\"folder\":\"batches/./autumn/\"}",
                        "folder | {\"folder\":\"batches//autumn/\"}",
                        "folder | {\"folder\":\"batches/autumn//\"}",
                        "folder | {\"folder\":\"batches/autumn /../\"}",
                        "folder | {\"folder\":\"batches/autumn \"}",
                        "folder | {\"folder\":\"batches/aut\\u0000umn/\"}",
                        "folder | {\"folder\":\"batches/aut\\numn/\"}",
                        "folder | {\"folder\":\"batches/\\ud800/\"}",
                        "folder | {\"folder\":\"batches/" + "x".repeat(900) + "\"}",
                        "folder | {\"folder\":\"batches/" + "ß".repeat(449) + "\"}",
                        "manifest | {\"manifest\":\"batches/autumn.csv\"}",
                        "manifest | {\"manifest\":null}",
                        "manifest | {" + FOLDER + ",\"manifest\":{\"key\":\"batches/autumn.csv\"}}",
                        "manifest.key | {\"manifest\":{}}",
                        "manifest.key | {\"manifest\":{\"key\":5}}",
                        "manifest.key | {\"manifest\":{\"key\":\"uploads/autumn.csv\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches/autumn.txt\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches/autumn.csv/\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches/../presets/a.csv\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches//a.csv\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches/a\\u0007.csv\"}}",
                        "manifest.key | {\"manifest\":{\"key\":\"batches/" + "x".repeat(1020) + ".csv\"}}",
                        "manifest.bucket | {\"manifest\":{\"key\":\"batches/a.csv\",\"bucket\":\"b\"}}",
                        "scheduled | {" + FOLDER + ",\"scheduled\":true}",
                        "request | {" + FOLDER + ",\"request\":{}}",
                        "background | {" + FOLDER + ",\"background\":{}}",
                        "background.color | {" + FOLDER + ",\"background\":{\"color\":\"blue\"}}",
                        "background.colour | {" + FOLDER + ",\"background\":{\"colour\":\"#fff\"}}",
                        "provider | {" + FOLDER + ",\"provider\":3}",
                        "seed | {" + FOLDER + ",\"seed\":-1}",
                        "output.maxSide | {" + FOLDER + ",\"output\":{\"maxSide\":0}}",
                        "placement.scale | {" + FOLDER + ",\"placement\":{\"scale\":11}}",
                        "dryRun | {" + FOLDER + ",\"dryRun\":\"yes\"}",
                        "dryRun | {" + FOLDER + ",\"dryRun\":null}",
                        "confirm | {" + FOLDER + ",\"confirm\":1}",
                        "acceptPossibleCharge | {" + FOLDER + ",\"acceptPossibleCharge\":\"true\"}",
                        "concurrency | {" + FOLDER + ",\"concurrency\":0}",
                        "concurrency | {" + FOLDER + ",\"concurrency\":1001}",
                        "concurrency | {" + FOLDER + ",\"concurrency\":1.5}",
                        "concurrency | {" + FOLDER + ",\"concurrency\":\"3\"}",
                        "concurrency | {" + FOLDER + ",\"concurrency\":18446744073709551621}",
                        "toleratedFailurePercent | {" + FOLDER + ",\"toleratedFailurePercent\":-0.1}",
                        "toleratedFailurePercent | {" + FOLDER + ",\"toleratedFailurePercent\":100.1}",
                        "toleratedFailurePercent | {" + FOLDER + ",\"toleratedFailurePercent\":1e999999}",
                        "toleratedFailurePercent | {" + FOLDER + ",\"toleratedFailurePercent\":\"5\"}",
                        "failedOnly | {" + FOLDER + ",\"failedOnly\":7}",
                        "failedOnly | {" + FOLDER + ",\"failedOnly\":\"\"}",
                        "failedOnly | {" + FOLDER + ",\"failedOnly\":\"lock:batches/autumn/\"}",
                        "failedOnly | {" + FOLDER + ",\"failedOnly\":\"" + "a".repeat(81) + "\"}")
                .map(row -> row.split(" \\| ", 2))
                .map(row -> Arguments.of(row[0], row[1]));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aFieldThatIsWrongInItselfIsABadRequestThatNamesIt(String field, String body) {
        Desk.Reply reply = desk.postWithKey("/batches", "k", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(reply.body().at("/errors/0/problem").asText()).isNotBlank();
        assertThat(reply.body().path("instance").asText()).isEqualTo("/batches");
    }

    @Test
    void everyKindOfJsonValueInEveryFieldIsAnswered() {
        String[] values = {"null", "0", "-1", "1e400", "\"\"", "\"\\ud800\"", "[]", "[[]]", "{}", "{\"key\":{}}"};
        for (String field : AskedBatch.FIELDS) {
            for (String value : values) {
                if (!(field.equals("toleratedFailurePercent") && value.equals("0"))
                        && !(field.equals("seed") && value.equals("0"))
                        && !((field.equals("output") || field.equals("placement")) && value.equals("{}"))) {
                    String body = "{\"" + field + "\":" + value + (field.equals("folder") ? "" : "," + FOLDER) + "}";
                    assertThat(desk.post("/batches", body).status()).as(body).isEqualTo(400);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"batches/autumn/\"", "{\"folder\":\"a\",\"folder\":\"b\"}"})
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
        assertThat(desk.post("/batches", body).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeOrOfAnotherTypeIsToldSo() {
        assertThat(desk.post("/batches", "{\"a\":\"" + "x".repeat(Body.LARGEST) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(desk.call("POST", "/batches", "", Map.of("content-type", "text/csv"), "key\n")
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=", "limit=5", "status=RUNNING", "cursor=1&cursor=2"})
    void aWrongParameterIsABadRequest(String query) {
        assertThat(desk.get("/batches?" + query).status()).isEqualTo(400);
    }

    @Test
    void operationsOfOneBatchTakeNoParameters() {
        assertThat(desk.get("/batches/" + Batches.ID + "?full=1").status()).isEqualTo(400);
        assertThat(desk.call("POST", "/batches/" + Batches.ID + "/cancel", "now=1", Map.of(), null)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "nightly-7",
                "..",
                "lock:batches",
                "lock%3Abatches%2Fautumn%2F",
                "b b",
                "🦆"
            })
    void anUnknownBatchIsNotFound(String batchId) {
        assertThat(desk.get("/batches/" + batchId).status()).isEqualTo(404);
        Desk.Reply reply = desk.post("/batches/" + batchId + "/cancel", null);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("detail").asText()).contains("there is no ", "batch");
        assertThat(desk.batchRuns.stopped()).isEmpty();
    }

    @Test
    void aStoreThatStaysAwayIsAReasonToAskAgain() {
        for (String path : new String[] {"/batches/" + Batches.ID, "/batches/" + Batches.ID + "/cancel"}) {
            desk.effects.breakAt(1, Effects.Break.AWAY_BEFORE);
            Desk.Reply reply = path.endsWith("cancel") ? desk.post(path, null) : desk.get(path);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("retry-after", "5");
        }
    }
}
