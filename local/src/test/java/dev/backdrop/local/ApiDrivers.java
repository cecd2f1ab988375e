package dev.backdrop.local;

import static dev.backdrop.local.openapi.Outcome.JSON;
import static dev.backdrop.local.openapi.Outcome.PROBLEM;

import dev.backdrop.local.openapi.ApiDescription;
import dev.backdrop.local.openapi.HttpCaller;
import dev.backdrop.local.openapi.Operation;
import dev.backdrop.local.openapi.Outcome;
import dev.backdrop.local.openapi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What makes the API give each answer that openapi.yaml describes: one entry for an answer and a reason. Answers that
 * operations have in common are driven for all of them by {@link #everywhere}, those of a new one included.
 */
final class ApiDrivers {

    /** Does what leads to the answer, and returns that. */
    interface Driver {
        Reply drive(ApiStage stage);
    }

    /** @param reason why the API answers so, as a test is named */
    record Entry(Outcome outcome, String reason, Driver driver) {}

    /** What is made of settings, or of a signature, alone: no service stands behind it, and only the gateway says 503. */
    private static final Set<String> WITHOUT_SERVICES = Set.of("POST /backgrounds", "GET /providers");

    private static final int OVER_OURS = (256 << 10) + 1;
    private static final int OVER_THE_GATEWAYS = 10 << 10;
    private static final int OVER_LAMBDAS = 7 << 20;

    private final List<Entry> entries = new ArrayList<>();
    private final ApiDescription description;

    private ApiDrivers(ApiDescription description) {
        this.description = description;
    }

    static List<Entry> of(ApiDescription description) {
        ApiDrivers drivers = new ApiDrivers(description);
        drivers.everywhere();
        JobDrivers.add(drivers);
        BatchDrivers.add(drivers);
        drivers.on(
                "POST /backgrounds",
                201,
                JSON,
                "a picture that is sent next",
                stage -> stage.api.post(
                        "/backgrounds", "{\"fileName\":\"marble.jpg\",\"contentType\":\"image/jpeg\",\"size\":1}"));
        drivers.on("GET /providers", 200, JSON, "the providers, set up or not", stage -> stage.api.get("/providers"));
        return List.copyOf(drivers.entries);
    }

    /** @param operation such as {@code GET /jobs} */
    void on(String operation, int status, String mediaType, String reason, Driver driver) {
        entries.add(new Entry(new Outcome(operation, status, mediaType), reason, driver));
    }

    private interface Shared {
        Reply drive(ApiStage stage, Operation operation);
    }

    private void each(Predicate<Operation> which, int status, String mediaType, String reason, Shared driver) {
        description.operations().stream()
                .filter(which)
                .forEach(operation ->
                        on(operation.key(), status, mediaType, reason, stage -> driver.drive(stage, operation)));
    }

    private void everywhere() {
        each(
                any -> true,
                400,
                PROBLEM,
                "a parameter that there isn't",
                (stage, operation) ->
                        stage.api.call(operation.method(), operation.examplePath() + "?nonsense=1", Map.of(), null));
        each(
                Operation::hasVariable,
                404,
                PROBLEM,
                "nothing of that name",
                (stage, operation) -> ask(stage.api, operation, operation.examplePath()));
        each(
                Operation::hasVariable,
                404,
                JSON,
                "no name at all, for which the gateway has no route",
                (stage, operation) -> ask(stage.api, operation, operation.path().replaceAll("\\{[^}]*}", "")));
        each(
                Operation::hasBody,
                413,
                PROBLEM,
                "more than we read",
                (stage, operation) -> send(stage, operation, Map.of(), " ".repeat(OVER_OURS)));
        each(
                Operation::hasBody,
                413,
                JSON,
                "more than Lambda takes",
                (stage, operation) -> send(stage, operation, Map.of(), " ".repeat(OVER_LAMBDAS)));
        each(
                any -> true,
                431,
                JSON,
                "more in the address than the gateway reads",
                (stage, operation) -> stage.api.call(
                        operation.method(),
                        operation.examplePath() + "?nonsense=" + "x".repeat(OVER_THE_GATEWAYS),
                        Map.of(),
                        null));
        each(
                Operation::hasBody,
                415,
                PROBLEM,
                "a body of another type",
                (stage, operation) -> send(stage, operation, Map.of("Content-Type", "text/plain"), "{}"));
        each(
                any -> true,
                500,
                PROBLEM,
                "what nobody expected",
                (stage, operation) -> ask(stage.faults.portsFail(), operation, operation.examplePath()));
        each(
                any -> true,
                500,
                JSON,
                "the function can't start: its secret is refused",
                (stage, operation) -> ask(stage.faults.secretRefused(), operation, operation.examplePath()));
        each(
                any -> true,
                503,
                JSON,
                "the function takes too long: its secret doesn't come",
                (stage, operation) -> ask(stage.faults.secretHangs(), operation, operation.examplePath()));
        each(
                operation -> !WITHOUT_SERVICES.contains(operation.key()),
                503,
                PROBLEM,
                "the services behind it are away",
                (stage, operation) -> ask(stage.faults.servicesAway(), operation, operation.examplePath()));
    }

    private static Reply send(ApiStage stage, Operation operation, Map<String, String> headers, String body) {
        return stage.api.call(operation.method(), operation.examplePath(), headers, body);
    }

    /** With the first body that the description shows, if it takes one. */
    private static Reply ask(HttpCaller api, Operation operation, String path) {
        String body = operation.bodyExamples().values().stream()
                .findFirst()
                .map(Object::toString)
                .orElse(null);
        return api.call(operation.method(), path, Map.of(), body);
    }
}
