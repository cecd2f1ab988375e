package dev.backdrop.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which operation a call means. */
final class Router {

    private final List<Route> routes;

    /** A route, and the call with its variables. */
    record Match(Route route, Call call) {}

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Nothing for a path that isn't there and for a method that it doesn't have: the gateway says 404 to both. */
    Optional<Match> find(Call call) {
        for (Route route : routes) {
            Optional<Map<String, String>> variables =
                    route.method().equals(call.method()) ? route.match(call.path()) : Optional.empty();
            if (variables.isPresent()) {
                return Optional.of(new Match(route, call.with(variables.get())));
            }
        }
        return Optional.empty();
    }
}
