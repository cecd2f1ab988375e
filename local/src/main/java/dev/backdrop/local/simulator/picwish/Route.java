package dev.backdrop.local.simulator.picwish;

import java.util.List;
import java.util.Optional;

/**
 * Where a request to the API leads.
 *
 * @param endpoint the call that is at its path and method
 * @param kind of the task that it is about, if it is about one
 * @param taskId what the path ends with, if that is a task's id
 */
record Route(PicWishEndpoint endpoint, Optional<TaskKind> kind, Optional<String> taskId) {

    private static final List<String> TASKS = List.of("api", "tasks", "visual");

    /** @param path decoded parts, without the leading slash */
    static Optional<Route> of(String method, List<String> path) {
        if (path.equals(List.of("api", "customers", "coins"))) {
            return method.equals("GET")
                    ? Optional.of(new Route(PicWishEndpoint.COINS, Optional.empty(), Optional.empty()))
                    : Optional.empty();
        }
        if (path.size() < 4 || path.size() > 5 || !path.subList(0, 3).equals(TASKS)) {
            return Optional.empty();
        }
        Optional<String> taskId =
                path.stream().skip(4).filter(id -> !id.isEmpty()).findFirst();
        return TaskKind.at(path.get(3)).flatMap(kind -> {
            if (path.size() == 4 && method.equals("POST")) {
                return Optional.of(new Route(kind.create(), Optional.of(kind), Optional.empty()));
            }
            return taskId.isPresent() && method.equals("GET")
                    ? Optional.of(new Route(kind.query(), Optional.of(kind), taskId))
                    : Optional.empty();
        });
    }
}
