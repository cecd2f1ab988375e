package dev.backdrop.local.simulator.fashn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.RateLimiter;
import dev.backdrop.local.simulator.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The API host's counter: key, path, method, rate and body are checked here, in that order. */
final class ApiDesk {

    /** There is one account, which all limits are for. */
    private static final List<String> ACCOUNT = List.of("account");

    private final FashnOptions options;
    private final TaskDesk tasks;
    private final TaskBook book;
    private final Faults<FashnEndpoint> faults;
    private final Map<FashnEndpoint, RateLimiter> rates = new EnumMap<>(FashnEndpoint.class);

    ApiDesk(FashnOptions options, TaskDesk tasks, TaskBook book, Faults<FashnEndpoint> faults) {
        this.options = options;
        this.tasks = tasks;
        this.book = book;
        this.faults = faults;
        rates.put(FashnEndpoint.RUN, new RateLimiter(options.runsPerMinute(), Duration.ofSeconds(60)));
        rates.put(FashnEndpoint.STATUS, new RateLimiter(options.statusesPerTenSeconds(), Duration.ofSeconds(10)));
        rates.put(FashnEndpoint.CREDITS, new RateLimiter(30, Duration.ofSeconds(10)));
    }

    Answer answer(Received request) {
        Optional<Route> route = Route.of(request.pathParts());
        if (route.isEmpty()) {
            return guarded(request, route);
        }
        FashnEndpoint endpoint = route.get().endpoint();
        return faults.around(
                endpoint, request, () -> byPrompt(request, endpoint).around(() -> guarded(request, route)));
    }

    /** What the prompt itself asks to go wrong; see {@link PromptWords}. */
    private static Fault byPrompt(Received request, FashnEndpoint endpoint) {
        if (endpoint != FashnEndpoint.RUN) {
            return Fault.none();
        }
        return Json.readObject(request.body())
                .map(body -> PromptWords.onCreate(body.at("/inputs/prompt").asText("")))
                .orElse(Fault.none());
    }

    private Answer guarded(Received request, Optional<Route> found) {
        try {
            if (!request.header("authorization").equals(Optional.of("Bearer " + options.apiKey()))) {
                throw Refusal.unauthorized();
            }
            Route route = found.orElseThrow(() -> Refusal.notFound("No such path"));
            if (!route.method().equals(request.method())) {
                throw Refusal.methodNotAllowed();
            }
            if (!rates.get(route.endpoint()).admit(request.at(), ACCOUNT)) {
                throw Refusal.rateLimit();
            }
            return call(request, route);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer call(Received request, Route route) {
        return switch (route.endpoint()) {
            case RUN -> tasks.run(body(request), request.at());
            case STATUS -> tasks.status(route.taskId().orElseThrow(), request.at());
            case CREDITS -> credits(request.at());
            case RESULT -> throw new IllegalStateException("the API host has no " + route.endpoint());
        };
    }

    private ObjectNode body(Received request) {
        if (request.bodyTooLong() || request.body().length > options.bodyLimit()) {
            throw Refusal.internalError();
        }
        if (!request.rawQuery().isEmpty()) {
            throw Refusal.badRequest("the simulator sends no webhooks and knows no other query parameter");
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw Refusal.badRequest("Content-Type must be application/json");
        }
        return Json.readObject(request.body())
                .orElseThrow(() -> Refusal.badRequest("The request body is not a JSON object"));
    }

    private Answer credits(Instant now) {
        long balance = book.balance(now).longValue();
        ObjectNode answer = Json.object();
        answer.putObject("credits").put("total", balance).put("subscription", 0).put("on_demand", balance);
        return Answer.json(200, answer);
    }
}
