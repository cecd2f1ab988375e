package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Why a call came to nothing, as RFC 9457 writes it.
 *
 * @param detail what happened and what to do, for people
 * @param errors the fields that are wrong
 * @param retryAfter how long to wait before the same call, or null if it wouldn't help
 */
record Problem(int status, String detail, List<FieldError> errors, Duration retryAfter) {

    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            404, "Not Found",
            409, "Conflict",
            413, "Content Too Large",
            415, "Unsupported Media Type",
            422, "Unprocessable Content",
            500, "Internal Server Error",
            503, "Service Unavailable");

    /** @param field its path, such as {@code background.color}, or a parameter's name */
    record FieldError(String field, String problem) {}

    /** @throws IllegalArgumentException for a status that isn't ours: 401, 403 and 429 are the gateway's */
    Problem {
        if (!TITLES.containsKey(status)) {
            throw new IllegalArgumentException("the API has no problems of status " + status);
        }
        errors = List.copyOf(errors);
    }

    static Problem badRequest(String detail) {
        return new Problem(400, detail, List.of(), null);
    }

    static Problem badField(String field, String problem) {
        return new Problem(400, field + ": " + problem, List.of(new FieldError(field, problem)), null);
    }

    static Problem notFound(String detail) {
        return new Problem(404, detail, List.of(), null);
    }

    static Problem conflict(String detail) {
        return new Problem(409, detail, List.of(), null);
    }

    static Problem unprocessable(String field, String problem) {
        return new Problem(422, field + ": " + problem, List.of(new FieldError(field, problem)), null);
    }

    static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), null);
    }

    Problem after(Duration pause) {
        return new Problem(status, detail, errors, pause);
    }

    /** @param path what was asked for */
    Answer answer(String path) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank")
                .put("title", TITLES.get(status))
                .put("status", status)
                .put("detail", detail)
                .put("instance", path);
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(error -> list.addObject().put("field", error.field()).put("problem", error.problem()));
        }
        Answer answer = Answer.of(status, json).with("content-type", "application/problem+json");
        return retryAfter == null
                ? answer
                : answer.with("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
