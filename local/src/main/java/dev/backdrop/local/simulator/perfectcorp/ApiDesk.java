package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.RateLimiter;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The API host's counter: rate, key, path, method and body are checked here, in that order. */
final class ApiDesk {

    /** The vendor publishes no figure; no request that it documents comes near this. */
    private static final int LONGEST_BODY = 1024 * 1024;

    private final PerfectCorpOptions options;
    private final RateLimiter rate;
    private final KeyRing keys;
    private final FileDesk files;
    private final TaskDesk tasks;
    private final TaskBook book;
    private final Faults<PerfectCorpEndpoint> faults;
    private final long creditId;
    private final Instant creditExpiry;

    ApiDesk(
            Shell shell,
            PerfectCorpOptions options,
            KeyRing keys,
            FileDesk files,
            TaskDesk tasks,
            TaskBook book,
            Faults<PerfectCorpEndpoint> faults) {
        this.options = options;
        this.rate = new RateLimiter(options.rateRequests(), options.rateWindow());
        this.keys = keys;
        this.files = files;
        this.tasks = tasks;
        this.book = book;
        this.faults = faults;
        this.creditId = Long.parseLong(shell.ids().digits("credit"));
        this.creditExpiry = shell.clock().instant().plus(365, ChronoUnit.DAYS);
    }

    Answer answer(Received request) {
        Optional<Route> route = Route.of(request.pathParts(), options);
        if (route.isEmpty()) {
            return guarded(request, route);
        }
        return faults.around(
                route.get().endpoint(),
                request,
                () -> byPrompt(request, route.get()).around(() -> guarded(request, route)));
    }

    /** What the prompt itself asks to go wrong; see {@link PromptWords}. */
    private static Fault byPrompt(Received request, Route route) {
        if (route.endpoint() != PerfectCorpEndpoint.TASK_CREATE) {
            return Fault.none();
        }
        return Json.readObject(request.body())
                .map(body -> PromptWords.onCreate(body.path("prompt").asText("")))
                .orElse(Fault.none());
    }

    private Answer guarded(Received request, Optional<Route> found) {
        try {
            checkRate(request);
            keys.check(request);
            Route route = found.orElseThrow(() -> Refusal.notFound("Not found"));
            if (!route.method().equals(request.method())) {
                throw Refusal.methodNotAllowed();
            }
            return call(request, route);
        } catch (Refusal refusal) {
            return refusal.answer(options.errorCodes());
        }
    }

    /** The limit holds for the caller's address and for the token alike. */
    private void checkRate(Received request) {
        String token = request.header("authorization").orElse("none");
        if (!rate.admit(request.at(), List.of("ip " + request.caller(), "token " + token))) {
            throw Refusal.tooManyRequests();
        }
    }

    private Answer call(Received request, Route route) {
        return switch (route.endpoint()) {
            case FILE_CREATE -> files.register(body(request), request.at());
            case TASK_CREATE -> tasks.create(body(request), request.at());
            case TASK_DELETE -> tasks.delete(body(request), request.at());
            case TASK_STATUS -> tasks.status(route.taskId().orElseThrow(), request.at());
            case CREDIT -> credit(request.at());
            case UPLOAD, RESULT -> throw new IllegalStateException("the API host has no " + route.endpoint());
        };
    }

    private static ObjectNode body(Received request) {
        if (request.bodyTooLong() || request.body().length > LONGEST_BODY) {
            throw Refusal.bodyTooLarge();
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw Refusal.badRequest("Content-Type must be application/json");
        }
        return Json.readObject(request.body())
                .orElseThrow(() -> Refusal.badRequest("The request body is not a JSON object"));
    }

    private Answer credit(Instant now) {
        BigDecimal balance = book.balance(now);
        ObjectNode answer = Json.object().put("status", 200);
        answer.putArray("results")
                .addObject()
                .put("id", creditId)
                .put("type", "ApiPaygToken")
                .put("amount", balance.longValue())
                .put("amount_dec", balance)
                .put("expiry", creditExpiry.toEpochMilli());
        return Answer.json(200, answer);
    }
}
