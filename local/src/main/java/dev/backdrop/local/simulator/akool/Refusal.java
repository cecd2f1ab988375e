package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;

/** A request that the API refuses, with a code of the vendor's table. HTTP says 200 all the same. */
final class Refusal extends RuntimeException {

    private final int code;

    private Refusal(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static Refusal parameter(String detail) {
        return new Refusal(1003, "Parameter error: " + detail);
    }

    static Refusal missing(String name) {
        return new Refusal(1003, "Parameter can not be empty: " + name);
    }

    static Refusal tooFrequent() {
        return new Refusal(1005, "Operation is too frequent");
    }

    static Refusal quota() {
        return new Refusal(1006, "Your quota is not enough");
    }

    static Refusal invalidAuthorization() {
        return new Refusal(1101, "Invalid authorization");
    }

    static Refusal expiredToken() {
        return new Refusal(1101, "The request token has expired");
    }

    static Refusal noAuthorization() {
        return new Refusal(1102, "Authorization cannot be empty");
    }

    static Refusal banned() {
        return new Refusal(1200, "The account has been banned");
    }

    Answer answer() {
        return Answer.json(200, Json.object().put("code", code).put("msg", getMessage()));
    }
}
