package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code arn:aws:states:::lambda:invoke}: invokes a function and waits for its answer.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
public final class LambdaInvoke implements Integration {

    public static final String RESOURCE = "arn:aws:states:::lambda:invoke";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FunctionHost host;

    public LambdaInvoke(FunctionHost host) {
        this.host = host;
    }

    @Override
    public Optional<Set<String>> argumentNames() {
        return Optional.of(Set.of("FunctionName", "Payload"));
    }

    @Override
    public Set<String> requiredArguments() {
        return Set.of("FunctionName");
    }

    @Override
    public void start(TaskCall call, Completion completion) {
        JsonNode name = call.arguments().path("FunctionName");
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw new TaskException("States.Runtime", "FunctionName must be a function's name or ARN, not " + name);
        }
        JsonNode payload = call.arguments().path("Payload");
        FunctionResult result =
                host.invoke(name.textValue(), bytes(payload.isMissingNode() ? JSON.createObjectNode() : payload));
        if (result instanceof FunctionResult.FunctionError error) {
            completion.fail(error.errorType(), cause(error));
        } else {
            completion.succeed(response(((FunctionResult.Returned) result).payload()));
        }
    }

    private static byte[] bytes(JsonNode payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON tree could not be written", impossible);
        }
    }

    private static JsonNode response(byte[] payload) {
        ObjectNode response = JSON.createObjectNode().put("ExecutedVersion", "$LATEST");
        try {
            response.set("Payload", payload.length == 0 ? JSON.nullNode() : JSON.readTree(payload));
        } catch (IOException invalid) {
            throw new TaskException("Lambda.Unknown", "The function's answer isn't JSON: " + invalid.getMessage());
        }
        return response.put("StatusCode", 200);
    }

    /** The same JSON that Lambda makes of an exception, as text: that is how Catch sees it in AWS. */
    private static String cause(FunctionResult.FunctionError error) {
        ObjectNode cause = JSON.createObjectNode()
                .put("errorMessage", error.errorMessage())
                .put("errorType", error.errorType());
        error.stackTrace().forEach(cause.putArray("stackTrace")::add);
        return cause.toString();
    }
}
