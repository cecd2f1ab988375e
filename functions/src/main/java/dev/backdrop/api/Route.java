package dev.backdrop.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An operation and where it is.
 *
 * @param template a path with variables in braces, such as {@code /jobs/{jobId}}
 */
record Route(String method, String template, Operation operation) {

    /** What is done about a call. */
    interface Operation {

        /** Throws what {@link Problems} knows. */
        Answer run(Call call);
    }

    /** The variables of a path, if it is this route's. */
    Optional<Map<String, String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
