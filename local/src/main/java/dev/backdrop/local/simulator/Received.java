package dev.backdrop.local.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came in.
 *
 * @param number 1 for the first request to any of the hosts
 * @param at when, by the simulator's clock
 * @param host which host it came to
 * @param rawPath the path, still percent-encoded
 * @param rawQuery the query, still percent-encoded; empty if there was none
 * @param headers by lower-case name
 * @param body at most {@link Listener#LONGEST_BODY} bytes of it
 * @param bodyTooLong whether there was more body than that
 * @param caller the caller's IP address
 */
public record Received(
        long number,
        Instant at,
        HostRole host,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        boolean bodyTooLong,
        String caller) {

    /** The only value of a header; empty if it is missing or sent more than once. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The path's parts, decoded one by one: an encoded slash is no separator. */
    public List<String> pathParts() {
        return Arrays.stream(rawPath.substring(1).split("/", -1))
                .map(part -> decode(part.replace("+", "%2B")))
                .toList();
    }

    /** The query's parameters, decoded; of a repeated one, the last. */
    public Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
