package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.openapi.ApiDescription;
import dev.backdrop.local.openapi.Operation;
import dev.backdrop.local.openapi.Outcome;
import dev.backdrop.local.openapi.Promise;
import dev.backdrop.local.openapi.Reply;
import dev.backdrop.local.openapi.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of openapi.yaml is what its schema says, and every example of a request is taken as it stands. */
class DescribedExamplesTest {

    private static final ApiDescription API = ApiDescription.read(World.home().resolve("openapi.yaml"));

    /** Examples that nobody can take everywhere, with the answer that they get here. */
    private static final Map<String, Integer> NOT_TAKEN_HERE = Map.of(
            // There is nothing at images.example.com, whether or not the machine has a network.
            "POST /jobs url", 422);

    private static ApiStage stage;
    private static String failedJob;

    /** With a studio, for what no prompt makes; nothing is asked of it before the workflow runs. */
    @BeforeAll
    static void start() {
        stage = new ApiStage(Map.of("BACKDROP_STUDIO_BASE_URL", "http://127.0.0.1:9"));
        failedJob = stage.job(JobStatus.FAILED);
        API.operation("POST /batches").bodyExamples().values().stream()
                .map(body -> body.path("failedOnly"))
                .filter(JsonNode::isTextual)
                .forEach(earlier -> stage.batchNamed(earlier.asText()));
        stage.withTheExamplesPhotos();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @TestFactory
    List<DynamicTest> everyExampleFitsItsSchema() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(API.document(), "", tests);
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    /** Beside a schema stand {@code example} or {@code examples}; in one, its own {@code example}. */
    private static void collect(JsonNode node, String where, List<DynamicTest> tests) {
        JsonNode schema = node.path("schema");
        if (schema.isObject()) {
            node.path("examples")
                    .properties()
                    .forEach(example -> tests.add(fits(
                            where + "/examples/" + example.getKey(),
                            schema,
                            example.getValue().path("value"))));
            if (node.has("example")) {
                tests.add(fits(where + "/example", schema, node.path("example")));
            }
        }
        if (node.has("type") && node.path("type").isTextual() && node.has("example")) {
            tests.add(fits(where + "/example", node, node.path("example")));
        }
        if (node.isObject()) {
            node.properties().stream()
                    .filter(entry -> !entry.getKey().startsWith("example"))
                    .forEach(entry -> collect(entry.getValue(), where + "/" + entry.getKey(), tests));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), where + "/" + i, tests);
            }
        }
    }

    private static DynamicTest fits(String where, JsonNode schema, JsonNode example) {
        boolean answer = where.contains("/responses/");
        return dynamicTest(
                where,
                () -> assertThat(Schemas.complaints(answer ? Schemas.closed(schema) : schema, example))
                        .isEmpty());
    }

    @TestFactory
    List<DynamicTest> everyExampleOfARequestIsTakenAsItStands() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : API.operations()) {
            operation
                    .bodyExamples()
                    .forEach((name, body) -> tests.add(dynamicTest(
                            operation.key() + " " + name, () -> take(operation, operation.key() + " " + name, body))));
        }
        return tests;
    }

    private static void take(Operation operation, String name, JsonNode body) {
        String path = operation.path();
        if (operation.hasVariable()) {
            path = path.replaceAll("\\{[^}]*}", failedJob);
        }
        Reply reply = stage.api.call(operation.method(), path, Map.of(), body.toString());
        assertThat(new Promise(API, new Outcome(operation.key(), reply.status(), reply.mediaType())).broken(reply))
                .as(reply.toString())
                .isEmpty();
        if (NOT_TAKEN_HERE.containsKey(name)) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(NOT_TAKEN_HERE.get(name));
        } else {
            assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        }
    }
}
