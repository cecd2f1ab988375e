package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.openapi.ApiDescription;
import dev.backdrop.local.openapi.Outcome;
import dev.backdrop.local.openapi.Promise;
import dev.backdrop.local.openapi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The API is its description: every answer that openapi.yaml describes is one that the API gives, in the form described, and
 * it gives no other. {@link ApiDrivers} says how each comes about; {@link GatewayAnswers} which of them only AWS's own
 * gateway gives.
 */
class DescribedApiTest {

    private static final ApiDescription API = ApiDescription.read(World.home().resolve("openapi.yaml"));

    private static ApiStage stage;

    @BeforeAll
    static void start() {
        stage = new ApiStage();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @TestFactory
    List<DynamicTest> everyAnswerThatIsDescribedIsGiven() {
        return tests(API.outcomes(), ApiDrivers.of(API));
    }

    /** One for each answer and reason; one that fails for an answer without a driver, or a driver without an answer. */
    static List<DynamicTest> tests(List<Outcome> described, List<ApiDrivers.Entry> drivers) {
        List<DynamicTest> tests = new ArrayList<>();
        Map<Outcome, List<ApiDrivers.Entry>> byOutcome =
                drivers.stream().collect(Collectors.groupingBy(ApiDrivers.Entry::outcome));
        for (Outcome outcome : described) {
            if (GatewayAnswers.ONLY_IN_THE_CLOUD.containsKey(outcome.status())) {
                continue;
            }
            List<ApiDrivers.Entry> entries = byOutcome.getOrDefault(outcome, List.of());
            entries.forEach(entry -> tests.add(dynamicTest(outcome + ": " + entry.reason(), () -> drive(entry))));
            if (entries.isEmpty()) {
                tests.add(failure(outcome + " is documented and nothing drives it"));
            }
        }
        Set<Outcome> known = Set.copyOf(described);
        drivers.stream()
                .filter(entry -> !known.contains(entry.outcome()))
                .forEach(entry ->
                        tests.add(failure(entry.outcome() + " is driven and not documented: " + entry.reason())));
        return tests;
    }

    private static DynamicTest failure(String message) {
        return dynamicTest(message, () -> {
            throw new AssertionError(message);
        });
    }

    private static void drive(ApiDrivers.Entry entry) {
        Outcome outcome = entry.outcome();
        Reply reply = entry.driver().drive(stage);
        assertThat(new Promise(API, outcome).broken(reply)).as(reply.toString()).isEmpty();
        JsonNode body = reply.body();
        if (outcome.mediaType().equals(Outcome.PROBLEM)) {
            assertThat(body.path("status").asInt()).isEqualTo(outcome.status());
            assertThat(body.path("detail").asText()).isNotBlank();
        }
        if (API.response(outcome).path("headers").has("Location")) {
            assertThat(stage.api.get(reply.header("location").orElseThrow()).status())
                    .isEqualTo(200);
        }
        if (outcome.status() >= 500) {
            saysNothingOfTheInside(reply);
            isLogged(outcome, reply);
        }
    }

    private static void saysNothingOfTheInside(Reply reply) {
        assertThat(reply.text() + reply.headers())
                .doesNotContain(ApiFaults.INTERNAL)
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("dev.backdrop", "software.amazon", "java.", "\\tat ", "arn:", "AKIA", "127.0.0.1")
                .doesNotContain("-JobsTable", "-BatchesTable", "nonsense");
    }

    /** Our own errors under the request's id; the gateway's under its route. */
    private static void isLogged(Outcome outcome, Reply reply) {
        String trace = outcome.mediaType().equals(Outcome.PROBLEM)
                ? reply.requestId()
                : "HTTP API: " + outcome.operation() + ": " + outcome.status();
        assertThat(stage.logged().lines().filter(line -> line.contains(trace)).toList())
                .as("the log has nothing of " + trace)
                .isNotEmpty();
    }
}
