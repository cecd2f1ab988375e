package dev.backdrop.local.simulator.perfectcorp;

import java.util.List;
import java.util.Optional;

/**
 * Where a request to the API leads.
 *
 * @param endpoint the call that is at its path
 * @param method the only one that the call takes
 * @param taskId what the path ends with, if that is a task's id
 */
record Route(PerfectCorpEndpoint endpoint, String method, Optional<String> taskId) {

    /** @param path decoded parts, without the leading slash */
    static Optional<Route> of(List<String> path, PerfectCorpOptions options) {
        if (path.equals(List.of("s2s", "v1.0", "client", "credit"))) {
            return to(PerfectCorpEndpoint.CREDIT, "GET");
        }
        if (path.size() < 3 || !path.subList(0, 2).equals(List.of("s2s", "v2.0"))) {
            return Optional.empty();
        }
        return v2(path.subList(2, path.size()), options);
    }

    private static Optional<Route> v2(List<String> path, PerfectCorpOptions options) {
        if (path.equals(List.of("file", options.feature()))
                || options.universalFileAddress() && path.equals(List.of("file"))) {
            return to(PerfectCorpEndpoint.FILE_CREATE, "POST");
        }
        if (path.equals(List.of("task", "delete"))) {
            return to(PerfectCorpEndpoint.TASK_DELETE, "POST");
        }
        if (path.equals(List.of("task", options.feature()))) {
            return to(PerfectCorpEndpoint.TASK_CREATE, "POST");
        }
        if (path.size() == 3
                && !path.get(2).isEmpty()
                && path.subList(0, 2).equals(List.of("task", options.feature()))) {
            return Optional.of(new Route(PerfectCorpEndpoint.TASK_STATUS, "GET", Optional.of(path.get(2))));
        }
        return Optional.empty();
    }

    private static Optional<Route> to(PerfectCorpEndpoint endpoint, String method) {
        return Optional.of(new Route(endpoint, method, Optional.empty()));
    }
}
