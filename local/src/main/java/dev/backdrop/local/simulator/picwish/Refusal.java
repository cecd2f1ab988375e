package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;

/** A request that the API refuses: one of the vendor's HTTP statuses, with its meaning for a message. */
final class Refusal extends RuntimeException {

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal wrongParameter(String detail) {
        return new Refusal(400, "Wrong parameter: " + detail);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "Unauthorized API key");
    }

    /** @param status the vendor documents none for this */
    static Refusal insufficientCredits(int status) {
        return new Refusal(status, "Insufficient credits");
    }

    static Refusal notFound() {
        return new Refusal(404, "The requested URL or resource does not exist");
    }

    static Refusal tooLarge(String detail) {
        return new Refusal(413, "The uploaded file exceeds the allowed size: " + detail);
    }

    static Refusal tooManyRequests() {
        return new Refusal(429, "Request frequency exceeds the QPS limit");
    }

    /** @param inBodyOnly whether the HTTP status says 200 all the same */
    Answer answer(boolean inBodyOnly) {
        return Answer.json(
                inBodyOnly ? 200 : status, Json.object().put("status", status).put("message", getMessage()));
    }
}
