package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.openapi.ApiDescription;
import dev.backdrop.local.openapi.BodyTrials;
import dev.backdrop.local.openapi.Operation;
import dev.backdrop.local.openapi.Operation.Parameter;
import dev.backdrop.local.openapi.Outcome;
import dev.backdrop.local.openapi.ParameterTrials;
import dev.backdrop.local.openapi.Promise;
import dev.backdrop.local.openapi.Reply;
import dev.backdrop.local.openapi.Trial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What openapi.yaml forbids is refused, with the name of the field; what it allows isn't called a bad request. The values are
 * made from the schemas, at both sides of every bound.
 */
class DescribedBoundsTest {

    private static final ApiDescription API = ApiDescription.read(World.home().resolve("openapi.yaml"));

    /** A private address: refused without a question to anybody. */
    private static final Map<String, JsonNode> SAMPLES =
            Map.of("source.url", JsonNodeFactory.instance.textNode("https://10.1.2.3/shoe.jpg"));

    /** What the description says in words because no schema can: for these reasons an allowed value may be a bad request. */
    private static final Map<String, String> NOT_BY_SCHEMA = Map.of(
            "cursor", "is not one that this list gave.*",
            "source.s3.key", "has more than 1024 bytes",
            "source.s3.versionId", "has more than 1024 bytes",
            "folder", "has more than 900 bytes|has control characters, or white space at an end|must be a plain path.*",
            "manifest.key", "has more than 1024 bytes|has control characters, .*|must be a plain path.*",
            "placement.canvas", ".*at most 50 megapixels");

    /** Bytes of a request's line, with room for headers: the gateway takes 10,240 of all. */
    private static final int LONGEST_QUERY = 8_000;

    private static final Set<Integer> REFUSED = Set.of(400, 404, 413, 415, 422);

    private static ApiStage stage;

    @BeforeAll
    static void start() {
        stage = new ApiStage().withTheExamplesPhotos();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @TestFactory
    List<DynamicTest> bodiesAreTakenAndRefusedAsDescribed() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : API.operations()) {
            operation
                    .bodySchema()
                    .ifPresent(schema -> bodies(operation, schema)
                            .forEach((field, trials) -> tests.add(dynamicTest(
                                    operation.key() + " " + field,
                                    () -> hold(trials, trial -> body(operation, trial))))));
        }
        return tests;
    }

    private static Map<String, List<Trial>> bodies(Operation operation, ObjectNode schema) {
        List<ObjectNode> bases = operation.bodyExamples().values().stream()
                .map(ObjectNode.class::cast)
                .toList();
        return BodyTrials.of(schema, bases, SAMPLES).stream().collect(Collectors.groupingBy(Trial::field));
    }

    private static List<String> body(Operation operation, Trial trial) {
        Reply reply = stage.api.call(
                operation.method(),
                operation.examplePath(),
                Map.of(),
                trial.sent().toString());
        return mistakes(operation, trial, reply);
    }

    @TestFactory
    List<DynamicTest> parametersAreTakenAndRefusedAsDescribed() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : API.operations()) {
            for (Parameter parameter : operation.parameters()) {
                List<Trial> trials = ParameterTrials.of(parameter).stream()
                        .filter(trial -> canBeSent(parameter, trial.sent().textValue()))
                        .toList();
                tests.add(dynamicTest(
                        operation.key() + " " + parameter.in() + " " + parameter.name(),
                        () -> hold(trials, trial -> parameter(operation, parameter, trial))));
            }
        }
        return tests;
    }

    /** A header has no control characters, none beyond Latin-1, and no blanks at its ends. A path's part is something. */
    private static boolean canBeSent(Parameter parameter, String text) {
        return switch (parameter.in()) {
            case "header" -> text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c < 256 && c != 127);
            case "path" -> !text.isEmpty();
            default -> encoded(text).length() < LONGEST_QUERY;
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> parameter(Operation operation, Parameter parameter, Trial trial) {
        String text = trial.sent().textValue();
        String encoded = encoded(text);
        String body = operation.bodyExamples().values().stream()
                .findFirst()
                .map(Object::toString)
                .orElse(null);
        Reply reply = switch (parameter.in()) {
            case "header" ->
                stage.api.call(operation.method(), operation.examplePath(), Map.of(parameter.name(), text), body);
            case "path" ->
                stage.api.call(
                        operation.method(),
                        operation.path().replace("{" + parameter.name() + "}", encoded),
                        Map.of(),
                        body);
            default ->
                stage.api.call(
                        operation.method(),
                        operation.examplePath() + "?" + parameter.name() + "=" + encoded,
                        Map.of(),
                        null);
        };
        return mistakes(operation, trial, reply);
    }

    private interface Attempt {
        List<String> mistakes(Trial trial);
    }

    private static void hold(List<Trial> trials, Attempt attempt) {
        List<String> mistakes = new ArrayList<>();
        trials.forEach(trial -> mistakes.addAll(attempt.mistakes(trial)));
        assertThat(mistakes).isEmpty();
    }

    /** Whether the API and its description are of one mind; and whether the answer is one that is described. */
    private static List<String> mistakes(Operation operation, Trial trial, Reply reply) {
        List<String> mistakes = new ArrayList<>();
        String said = " " + reply.status() + " " + reply.text();
        Outcome outcome = new Outcome(operation.key(), reply.status(), reply.mediaType());
        if (!API.outcomes().contains(outcome)) {
            mistakes.add("not described: " + trial + said);
        } else if (!new Promise(API, outcome).broken(reply).isEmpty()) {
            mistakes.add("not as described: " + trial + said + new Promise(API, outcome).broken(reply));
        } else if (trial.allowed()
                && reply.status() == 400
                && names(reply, trial.field())
                && !reply.body()
                        .at("/errors/0/problem")
                        .asText()
                        .matches(NOT_BY_SCHEMA.getOrDefault(trial.field(), "nothing"))) {
            mistakes.add("allowed and refused: " + trial + said);
        } else if (!trial.allowed() && !REFUSED.contains(reply.status())) {
            mistakes.add("forbidden and taken: " + trial + said);
        } else if (!trial.allowed() && !names(reply, trial.field())) {
            mistakes.add("refused for another field: " + trial + said);
        }
        return mistakes;
    }

    /** A path's mistake is that there is nothing there, and a whole body's has no field. */
    private static boolean names(Reply reply, String field) {
        if (field.isEmpty() || reply.status() == 404) {
            return true;
        }
        Set<String> named = new TreeSet<>();
        reply.body()
                .path("errors")
                .forEach(error -> named.add(error.path("field").asText()));
        return named.stream().anyMatch(name -> name.equals(field) || name.startsWith(field + "."));
    }
}
