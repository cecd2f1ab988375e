package dev.backdrop.local.simulator.fashn;

import java.util.List;
import java.util.Optional;

/**
 * Where a request to the API leads.
 *
 * @param endpoint the call that is at its path
 * @param method the only one that the call takes
 * @param taskId what the path ends with, if that is a task's id
 */
record Route(FashnEndpoint endpoint, String method, Optional<String> taskId) {

    /** @param path decoded parts, without the leading slash */
    static Optional<Route> of(List<String> path) {
        if (path.equals(List.of("v1", "run"))) {
            return Optional.of(new Route(FashnEndpoint.RUN, "POST", Optional.empty()));
        }
        if (path.equals(List.of("v1", "credits"))) {
            return Optional.of(new Route(FashnEndpoint.CREDITS, "GET", Optional.empty()));
        }
        boolean status = path.size() == 3
                && path.subList(0, 2).equals(List.of("v1", "status"))
                && !path.get(2).isEmpty();
        return status
                ? Optional.of(new Route(FashnEndpoint.STATUS, "GET", Optional.of(path.get(2))))
                : Optional.empty();
    }
}
