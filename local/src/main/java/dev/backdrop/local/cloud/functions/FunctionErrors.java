package dev.backdrop.local.cloud.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Errors as Lambda's Java runtime and Lambda itself write them. */
final class FunctionErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST_CAUSE = 10;

    private FunctionErrors() {}

    static byte[] of(Throwable thrown) {
        return bytes(describe(thrown, DEEPEST_CAUSE));
    }

    private static ObjectNode describe(Throwable thrown, int depth) {
        ObjectNode error = JSON.createObjectNode();
        error.put("errorMessage", thrown.getMessage());
        error.put("errorType", thrown.getClass().getName());
        ArrayNode trace = error.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            trace.add(element.toString());
        }
        if (thrown.getCause() != null && depth > 0) {
            error.set("cause", describe(thrown.getCause(), depth - 1));
        }
        return error;
    }

    static byte[] timedOut(String requestId, long seconds) {
        return bytes(JSON.createObjectNode()
                .put("errorType", "Sandbox.Timedout")
                .put(
                        "errorMessage",
                        String.format(
                                Locale.ROOT,
                                "RequestId: %s Error: Task timed out after %d.00 seconds",
                                requestId,
                                seconds)));
    }

    static byte[] tooLarge(int most) {
        return bytes(JSON.createObjectNode()
                .put("errorType", "Function.ResponseSizeTooLarge")
                .put(
                        "errorMessage",
                        "Response payload size exceeded maximum allowed payload size (" + most + " bytes)."));
    }

    private static byte[] bytes(ObjectNode error) {
        try {
            return JSON.writeValueAsBytes(error);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and lists always become JSON", e);
        }
    }
}
