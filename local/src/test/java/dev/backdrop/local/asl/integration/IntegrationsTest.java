package dev.backdrop.local.asl.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntegrationsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final class Outcome implements Completion {
        private JsonNode result;
        private String error;
        private String cause;

        @Override
        public void succeed(JsonNode given) {
            result = given;
        }

        @Override
        public void fail(String givenError, String givenCause) {
            error = givenError;
            cause = givenCause;
        }
    }

    private static Outcome call(Integration integration, String arguments) throws JsonProcessingException {
        Outcome outcome = new Outcome();
        integration.start(
                new TaskCall("r", JSON.readTree(arguments), "execution-arn", "machine-arn", "S", 0, Optional.empty()),
                outcome);
        return outcome;
    }

    private static LambdaInvoke answering(String payload) {
        return new LambdaInvoke((name, given) -> new FunctionResult.Returned(payload.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anInvocationIsWrappedAsLambdaDoes() throws JsonProcessingException {
        List<String> seen = new ArrayList<>();
        LambdaInvoke lambda = new LambdaInvoke((name, payload) -> {
            seen.add(name + " " + new String(payload, StandardCharsets.UTF_8));
            return new FunctionResult.Returned("{\"ok\":null}".getBytes(StandardCharsets.UTF_8));
        });

        Outcome outcome = call(lambda, "{\"FunctionName\": \"f\", \"Payload\": {\"a\": \"ü\"}}");
        call(lambda, "{\"FunctionName\": \"f\"}");

        assertThat(outcome.result)
                .isEqualTo(JSON.readTree(
                        "{\"ExecutedVersion\": \"$LATEST\", \"Payload\": {\"ok\": null}, \"StatusCode\": 200}"));
        assertThat(seen).containsExactly("f {\"a\":\"ü\"}", "f {}");
    }

    @Test
    void anEmptyAnswerIsNullAndBrokenJsonAnError() throws JsonProcessingException {
        assertThat(call(answering(""), "{\"FunctionName\": \"f\"}")
                        .result
                        .path("Payload")
                        .isNull())
                .isTrue();
        assertThatThrownBy(() -> call(answering("{"), "{\"FunctionName\": \"f\"}"))
                .isInstanceOfSatisfying(
                        TaskException.class,
                        failed -> assertThat(failed.error()).isEqualTo("Lambda.Unknown"));
        assertThatThrownBy(() -> call(answering("1"), "{\"FunctionName\": 1}"))
                .hasMessageContaining("FunctionName must be");
    }

    @Test
    void aFunctionErrorKeepsItsTypeAndTellsItsCauseAsJson() throws JsonProcessingException {
        LambdaInvoke lambda = new LambdaInvoke(
                (name, payload) -> new FunctionResult.FunctionError("a.b.Broken", null, List.of("at x", "at y")));

        Outcome outcome = call(lambda, "{\"FunctionName\": \"f\"}");

        assertThat(outcome.error).isEqualTo("a.b.Broken");
        assertThat(JSON.readTree(outcome.cause))
                .isEqualTo(
                        JSON.readTree(
                                "{\"errorMessage\": null, \"errorType\": \"a.b.Broken\", \"stackTrace\": [\"at x\", \"at y\"]}"));
    }

    @Test
    void eventsGoToTheSinkWithTheirOrigin() throws JsonProcessingException {
        List<BusEvent> events = new ArrayList<>();
        EventsPutEvents bus = new EventsPutEvents(event -> {
            events.add(event);
            return "id-" + events.size();
        });

        Outcome outcome = call(bus, """
                {"Entries": [{"Source": "s", "DetailType": "t", "Detail": {"a": 1}, "EventBusName": "b", "Resources": ["mine"]},
                             {"Source": "s", "DetailType": "t", "Detail": "{\\"a\\":2}"}]}""");

        assertThat(outcome.result)
                .isEqualTo(JSON.readTree(
                        "{\"Entries\": [{\"EventId\": \"id-1\"}, {\"EventId\": \"id-2\"}], \"FailedEntryCount\": 0}"));
        assertThat(events)
                .containsExactly(
                        new BusEvent(
                                "b",
                                "s",
                                "t",
                                JSON.readTree("{\"a\": 1}"),
                                List.of("mine", "execution-arn", "machine-arn")),
                        new BusEvent(
                                "default",
                                "s",
                                "t",
                                JSON.readTree("{\"a\": 2}"),
                                List.of("execution-arn", "machine-arn")));
    }

    @Test
    void oneBadEntryKeepsAllFromGoing() {
        EventsPutEvents bus = new EventsPutEvents(event -> {
            throw new AssertionError("nothing may be put");
        });
        String good = "{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\": {}}";

        for (String bad : List.of(
                "{\"DetailType\": \"t\", \"Detail\": {}}",
                "{\"Source\": \"s\", \"Detail\": {}}",
                "{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\": \"text\"}",
                "{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\": {}, \"Bus\": 1}")) {
            assertThatThrownBy(() -> call(bus, "{\"Entries\": [" + good + ", " + bad + "]}"))
                    .isInstanceOf(TaskException.class)
                    .hasMessageContaining("of an entry");
        }
        assertThatThrownBy(() -> call(bus, "{\"Entries\": []}")).hasMessageContaining("1 to 10");
    }
}
