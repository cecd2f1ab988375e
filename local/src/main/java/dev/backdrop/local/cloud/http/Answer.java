package dev.backdrop.local.cloud.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    private static final String JSON = "application/json";

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("content-type", List.of(contentType)), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    static Answer json(int status, byte[] body) {
        return of(status, JSON, body);
    }

    /** In the words of API Gateway. */
    static Answer message(int status, String message) {
        return json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("message", message)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String... values) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        all.put(header, List.of(values));
        return new Answer(status, all, body);
    }

    /** With these headers on top. */
    Answer with(Map<String, String> more) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        more.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer(status, all, body);
    }

    Answer withoutHeaders(String prefix) {
        Map<String, List<String>> rest = new LinkedHashMap<>(headers);
        new ArrayList<>(rest.keySet())
                .stream().filter(name -> name.startsWith(prefix)).forEach(rest::remove);
        return new Answer(status, rest, body);
    }
}
