package dev.backdrop.local.cloud.http;

import dev.backdrop.local.cloud.template.HttpRouteView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which route a request takes: the most specific path, then its own method before {@code ANY}, then {@code $default}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Create routes for
 *     HTTP APIs</a>
 */
final class Routes {

    private static final String DEFAULT = "$default";
    private static final String ANY = "ANY";

    /** @param parameters of the path, decoded */
    record Match(HttpRouteView route, Map<String, String> parameters) {

        /** As events name it, such as {@code GET /jobs/{jobId}}. */
        String key() {
            return route.path().equals(DEFAULT) ? DEFAULT : route.method() + " " + route.path();
        }
    }

    private record Candidate(HttpRouteView view, PathTemplate path) {}

    private final List<Candidate> candidates;
    private final Optional<HttpRouteView> fallback;

    Routes(List<HttpRouteView> routes) {
        this.candidates = routes.stream()
                .filter(route -> !route.path().equals(DEFAULT))
                .map(route -> new Candidate(route, PathTemplate.of(route.path())))
                .sorted(Comparator.comparing(Candidate::path)
                        .thenComparing(candidate -> candidate.view().method().equals(ANY)))
                .toList();
        this.fallback =
                routes.stream().filter(route -> route.path().equals(DEFAULT)).findFirst();
    }

    Optional<Match> find(String method, String path) {
        for (Candidate candidate : candidates) {
            HttpRouteView view = candidate.view();
            if (view.method().equals(method) || view.method().equals(ANY)) {
                Optional<Map<String, String>> parameters = candidate.path().match(path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(view, parameters.get()));
                }
            }
        }
        return fallback.map(view -> new Match(view, Map.of()));
    }
}
