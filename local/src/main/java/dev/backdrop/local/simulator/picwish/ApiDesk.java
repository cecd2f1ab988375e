package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Faults;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.RateLimiter;
import dev.backdrop.local.simulator.Received;
import java.util.List;
import java.util.Optional;

/** The API host's counter: key, rate, path and form are checked here, in that order. */
final class ApiDesk {

    private final PicWishOptions options;
    private final RateLimiter rate;
    private final TaskDesk tasks;
    private final TaskBook book;
    private final Faults<PicWishEndpoint> faults;

    ApiDesk(PicWishOptions options, TaskDesk tasks, TaskBook book, Faults<PicWishEndpoint> faults) {
        this.options = options;
        this.rate = new RateLimiter(options.rateRequests(), options.rateWindow());
        this.tasks = tasks;
        this.book = book;
        this.faults = faults;
    }

    Answer answer(Received request) {
        Optional<Route> route = Route.of(request.method(), request.pathParts());
        return route.isEmpty()
                ? guarded(request, route)
                : faults.around(route.get().endpoint(), request, () -> guarded(request, route));
    }

    private Answer guarded(Received request, Optional<Route> found) {
        try {
            checkKey(request);
            Route route = found.orElseThrow(Refusal::notFound);
            return route.kind().isEmpty()
                    ? coins(request)
                    : task(request, route, route.kind().get());
        } catch (Refusal refusal) {
            return refusal.answer(options.errorsInBodyOnly());
        }
    }

    private void checkKey(Received request) {
        String key = request.header("x-api-key").orElseThrow(Refusal::unauthorized);
        if (!key.equals(options.apiKey())) {
            throw Refusal.unauthorized();
        }
        if (!rate.admit(request.at(), List.of(key))) {
            throw Refusal.tooManyRequests();
        }
    }

    private Answer task(Received request, Route route, TaskKind kind) {
        if (route.taskId().isPresent()) {
            return tasks.query(kind, route.taskId().get(), request.at());
        }
        Order order = Order.read(kind, Form.read(request), options);
        return PromptWords.onCreate(order.prompt()).around(() -> tasks.create(order, request.at()));
    }

    /** The vendor's shape isn't known; this one is as plain as can be. */
    private Answer coins(Received request) {
        return TaskAnswer.success(Json.object().put("coins", book.balance(request.at())));
    }
}
