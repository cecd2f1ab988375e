package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;

/** A request that the API refuses, in the vendor's words. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String code;
    private final boolean codeInSamples;

    /**
     * @param code the vendor's {@code error_code}, or null when it has none for this
     * @param codeInSamples whether the vendor's own samples show the code, not just its catalogue of errors
     */
    private Refusal(int status, String code, boolean codeInSamples, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.codeInSamples = codeInSamples;
    }

    static Refusal invalidParameters(String detail) {
        return new Refusal(400, "InvalidParameters", true, "Invalid parameter value: " + detail);
    }

    static Refusal unexpectedParameter(String name) {
        return new Refusal(400, "BadRequest", true, "Unexpected request parameter: " + name);
    }

    static Refusal badRequest(String detail) {
        return new Refusal(400, "BadRequest", true, detail);
    }

    static Refusal invalidStyle() {
        return new Refusal(400, "InvalidStyle", true, "Invalid style id");
    }

    static Refusal creditInsufficiency() {
        return new Refusal(400, "CreditInsufficiency", true, "Insufficient unit to run");
    }

    static Refusal invalidTaskId() {
        return new Refusal(400, "InvalidTaskId", false, "Invalid task ID");
    }

    static Refusal notFinished() {
        return new Refusal(400, "OperationInvalid", true, "The task has not finished yet and cannot be deleted");
    }

    static Refusal invalidApiKey() {
        return new Refusal(401, "InvalidApiKey", false, "Invalid API key");
    }

    static Refusal inactiveApiKey() {
        return new Refusal(401, "InactiveApiKey", false, "API key is not active");
    }

    static Refusal expiredApiKey() {
        return new Refusal(401, "ExpiredApiKey", false, "API key has expired");
    }

    static Refusal tooManyRequests() {
        return new Refusal(429, null, false, "Too many requests");
    }

    static Refusal notFound(String detail) {
        return new Refusal(404, null, false, detail);
    }

    static Refusal methodNotAllowed() {
        return new Refusal(405, null, false, "Method not allowed");
    }

    static Refusal bodyTooLarge() {
        return new Refusal(413, null, false, "Request body too large");
    }

    static Refusal taskTimeout() {
        return new Refusal(500, "TaskTimeout", false, "Task execution timed out");
    }

    static Refusal internalError() {
        return new Refusal(500, "unknown_internal_error", true, "Unknown internal error");
    }

    /** @param everyCode whether codes are named that the vendor's samples leave out */
    Answer answer(boolean everyCode) {
        ObjectNode body = Json.object().put("status", status).put("error", getMessage());
        if (code != null && (everyCode || codeInSamples)) {
            body.put("error_code", code);
        }
        return Answer.json(status, body);
    }
}
