package dev.backdrop.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import dev.backdrop.lambda.Application;
import dev.backdrop.local.asl.integration.FunctionHost;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.TaskException;
import dev.backdrop.local.cloud.events.Target;
import dev.backdrop.local.cloud.functions.Invocation;
import dev.backdrop.local.cloud.functions.InvocationRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The template's functions, as the state machine's tasks and the event bus call them. */
final class Handlers implements FunctionHost {

    private final dev.backdrop.local.cloud.functions.FunctionHost functions;

    Handlers(dev.backdrop.local.cloud.functions.FunctionHost functions) {
        this.functions = functions;
    }

    /** A handler by its class name, with this application in place of the one it would make for AWS. */
    static RequestStreamHandler create(String handlerClass, Application application) {
        try {
            return (RequestStreamHandler) Class.forName(handlerClass)
                    .getConstructor(Application.class)
                    .newInstance(application);
        } catch (ReflectiveOperationException broken) {
            if (broken.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(
                    "the template's handler " + handlerClass + " can't be made: " + broken, broken);
        }
    }

    @Override
    public FunctionResult invoke(String functionName, byte[] payload) {
        Invocation invocation;
        try {
            invocation = functions.invoke(functionName, payload);
        } catch (InvocationRefusedException refused) {
            throw new TaskException("Lambda." + refused.code(), refused.getMessage());
        }
        if (invocation.succeeded()) {
            return new FunctionResult.Returned(invocation.payload());
        }
        JsonNode error = json(invocation.payload());
        List<String> trace = new ArrayList<>();
        error.path("stackTrace").forEach(line -> trace.add(line.asText()));
        return new FunctionResult.FunctionError(
                error.path("errorType").asText("Lambda.Unknown"),
                error.path("errorMessage").asText(null),
                trace);
    }

    /** A function as the target of a rule: one that fails is called again, as Lambda does with events. */
    Target target(String arn) {
        return event -> {
            Invocation invocation = functions.invoke(arn, event.toString().getBytes(StandardCharsets.UTF_8));
            if (!invocation.succeeded()) {
                throw new IllegalStateException(new String(invocation.payload(), StandardCharsets.UTF_8));
            }
        };
    }

    private static JsonNode json(byte[] payload) {
        try {
            return Json.mapper().readTree(payload);
        } catch (IOException notJson) {
            throw new IllegalStateException("a function's error is JSON", notJson);
        }
    }
}
