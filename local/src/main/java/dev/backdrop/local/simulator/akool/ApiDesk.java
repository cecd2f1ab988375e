package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.RateLimiter;
import dev.backdrop.local.simulator.Received;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The API host's counter: rate, key or token, and body are checked here, in that order. */
final class ApiDesk {

    /** The vendor publishes no figure; no request that it documents comes near this. */
    private static final int LONGEST_BODY = 1024 * 1024;

    private final RateLimiter rate;
    private final Access access;
    private final TaskDesk tasks;
    private final Faults<AkoolEndpoint> faults;

    ApiDesk(AkoolOptions options, Access access, TaskDesk tasks, Faults<AkoolEndpoint> faults) {
        this.rate = new RateLimiter(options.rateRequests(), options.rateWindow());
        this.access = access;
        this.tasks = tasks;
        this.faults = faults;
    }

    Answer answer(Received request) {
        return endpoint(request)
                .map(endpoint -> faults.around(endpoint, request, () -> guarded(endpoint, request)))
                .orElseGet(() -> Answer.text(404, "text/html", "<!doctype html><title>Error</title><p>Not found."));
    }

    private static Optional<AkoolEndpoint> endpoint(Received request) {
        String call = request.method() + ' ' + request.rawPath().substring(AkoolSimulator.API_PATH.length());
        return Optional.ofNullable(
                switch (call) {
                    case "POST getToken" -> AkoolEndpoint.TOKEN;
                    case "POST content/image/bg/replace" -> AkoolEndpoint.TASK_CREATE;
                    case "GET content/image/infobymodelid" -> AkoolEndpoint.TASK_INFO;
                    default -> null;
                });
    }

    private Answer guarded(AkoolEndpoint endpoint, Received request) {
        try {
            if (!rate.admit(request.at(), List.of(request.caller()))) {
                throw Refusal.tooFrequent();
            }
            if (endpoint != AkoolEndpoint.TOKEN) {
                access.check(request);
            }
            return call(endpoint, request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer call(AkoolEndpoint endpoint, Received request) {
        return switch (endpoint) {
            case TOKEN -> access.exchange(body(request), request.at());
            case TASK_CREATE -> tasks.create(body(request), request.at());
            case TASK_INFO -> tasks.info(request.query(), request.at());
            case RESULT -> throw new IllegalStateException("the API host has no results");
        };
    }

    private static ObjectNode body(Received request) {
        if (request.bodyTooLong() || request.body().length > LONGEST_BODY) {
            throw Refusal.parameter("the body is too large");
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw Refusal.parameter("Content-Type must be application/json");
        }
        return Json.readObject(request.body()).orElseThrow(() -> Refusal.parameter("the body is not a JSON object"));
    }
}
