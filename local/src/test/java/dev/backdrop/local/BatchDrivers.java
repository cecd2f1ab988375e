package dev.backdrop.local;

import static dev.backdrop.local.openapi.Outcome.JSON;
import static dev.backdrop.local.openapi.Outcome.PROBLEM;

import dev.backdrop.batch.BatchStatus;
import dev.backdrop.local.openapi.Reply;
import java.util.function.UnaryOperator;

/** The answers of the batches' own operations. */
final class BatchDrivers {

    private static final String CREATE = "POST /batches";
    private static final String LIST = "GET /batches";
    private static final String READ = "GET /batches/{batchId}";
    private static final String CANCEL = "POST /batches/{batchId}/cancel";

    private static final int MORE_THAN_A_PAGE = 21;

    private BatchDrivers() {}

    static void add(ApiDrivers drivers) {
        created(drivers);
        notCreated(drivers);
        read(drivers);
        cancelled(drivers);
    }

    private static void created(ApiDrivers on) {
        on.on(CREATE, 202, JSON, "a folder", s -> s.api.post("/batches", s.folder(1)));
        on.on(CREATE, 202, JSON, "a manifest", s -> s.api.post("/batches", s.manifest()));
        on.on(
                CREATE,
                202,
                JSON,
                "what failed of an earlier one",
                s -> s.api.post(
                        "/batches", "{\"failedOnly\":\"" + s.shownBatch(BatchStatus.FINISHED_WITH_FAILURES) + "\"}"));
        on.on(
                CREATE,
                202,
                JSON,
                "with all that can be asked",
                s -> s.api.post(
                        "/batches",
                        s.folder(1)
                                .replace(
                                        "}}",
                                        "},\"seed\":7,\"concurrency\":2,\"toleratedFailurePercent\":12.5,"
                                                + "\"failedOnly\":true,\"acceptPossibleCharge\":true,\"dryRun\":true,\"confirm\":true}")));
        on.on(CREATE, 200, JSON, "the same key and body", s -> s.twiceWithKey("/batches", s.folder(1)));
    }

    private static void notCreated(ApiDrivers on) {
        on.on(CREATE, 400, PROBLEM, "nothing named", s -> s.api.post("/batches", "{}"));
        on.on(CREATE, 409, PROBLEM, "the same key is at work", s -> s.whileAtWork("/batches", s.folder(1)));
        on.on(CREATE, 422, PROBLEM, "nothing in the folder", s -> s.api.post("/batches", s.folder(0)));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "no such manifest",
                s -> s.api.post("/batches", "{\"manifest\":{\"key\":\"batches/none.csv\"}}"));
        on.on(CREATE, 422, PROBLEM, "no such batch", s -> s.api.post("/batches", "{\"failedOnly\":\"none\"}"));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "a batch of another folder",
                s -> s.api.post(
                        "/batches",
                        s.folder(1)
                                .replace("}}", "},\"failedOnly\":\"" + s.shownBatch(BatchStatus.SUCCEEDED) + "\"}")));
        on.on(
                CREATE,
                422,
                PROBLEM,
                "a provider that can't",
                s -> s.api.post("/batches", s.folder(1).replace("\"prompt\":\"a beach\"", "\"transparent\":true")));
        on.on(CREATE, 422, PROBLEM, "the key of another body", s -> s.sameKeyForAnother("/batches", s.folder(1)));
        on.on(
                CREATE,
                500,
                PROBLEM,
                "a damaged record",
                s -> s.repeatedOverDamage("/batches", s.folder(1), "BatchesTable"));
        on.on(CREATE, 503, PROBLEM, "no workflow can be started", s -> s.faults.workflowsAway(s.faults::orderedFolder));
    }

    private static void read(ApiDrivers on) {
        on.on(LIST, 200, JSON, "batches of all kinds", s -> {
            ApiStage.MADE_BATCHES.forEach(s::shownBatch);
            return s.api.get("/batches");
        });
        on.on(LIST, 200, JSON, "a page that goes on", s -> pages(s, cursor -> ""));
        on.on(LIST, 200, JSON, "the page after it", s -> pages(s, cursor -> "?cursor=" + cursor));
        on.on(LIST, 500, PROBLEM, "a damaged record among them", s -> s.overDamagedBatch("GET", id -> "/batches"));
        for (BatchStatus status : ApiStage.MADE_BATCHES) {
            on.on(READ, 200, JSON, "a batch that is " + status, s -> s.api.get("/batches/" + s.shownBatch(status)));
        }
        on.on(READ, 500, PROBLEM, "a damaged record", s -> s.overDamagedBatch("GET", id -> "/batches/" + id));
    }

    private static Reply pages(ApiStage stage, UnaryOperator<String> query) {
        String folder = stage.folder(1);
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            String batchId = stage.api
                    .post("/batches", folder)
                    .body()
                    .at("/batch/batchId")
                    .asText();
            stage.api.post(cancel(batchId), null);
        }
        String cursor = stage.api.get("/batches").body().path("cursor").asText();
        return stage.api.get("/batches" + query.apply(cursor));
    }

    private static void cancelled(ApiDrivers on) {
        on.on(CANCEL, 200, JSON, "it is planned", s -> s.api.post(cancel(s.batch(BatchStatus.PLANNING)), null));
        on.on(CANCEL, 200, JSON, "it runs", s -> s.api.post(cancel(s.batch(BatchStatus.RUNNING)), null));
        on.on(CANCEL, 409, PROBLEM, "it has ended", s -> s.api.post(cancel(s.shownBatch(BatchStatus.SUCCEEDED)), null));
        on.on(
                CANCEL,
                409,
                PROBLEM,
                "it waits for a confirmation",
                s -> s.api.post(cancel(s.shownBatch(BatchStatus.AWAITING_CONFIRMATION)), null));
        on.on(CANCEL, 500, PROBLEM, "a damaged record", s -> s.overDamagedBatch("POST", BatchDrivers::cancel));
    }

    private static String cancel(String batchId) {
        return "/batches/" + batchId + "/cancel";
    }
}
