package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;

/** A request that the API refuses, in the vendor's words: {@code {"error": "Name", "message"}}, and no id. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String name;

    private Refusal(int status, String name, String message) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "UnauthorizedAccess", "Invalid API key");
    }

    static Refusal notFound(String message) {
        return new Refusal(404, "NotFound", message);
    }

    static Refusal methodNotAllowed() {
        return new Refusal(405, "MethodNotAllowed", "Method not allowed");
    }

    static Refusal rateLimit() {
        return new Refusal(429, "RateLimitExceeded", "Too many requests. Please slow down");
    }

    static Refusal concurrencyLimit(int limit) {
        return new Refusal(
                429, "ConcurrencyLimitExceeded", "At most " + limit + " predictions can be processed at the same time");
    }

    static Refusal outOfCredits() {
        return new Refusal(429, "OutOfCredits", "Your account has run out of credits");
    }

    /** What an oversized body is answered with, too. */
    static Refusal internalError() {
        return new Refusal(500, "InternalServerError", "Internal server error");
    }

    Answer answer() {
        return Answer.json(status, Json.object().put("error", name).put("message", getMessage()));
    }
}
