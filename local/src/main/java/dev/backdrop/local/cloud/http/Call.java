package dev.backdrop.local.cloud.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param path as it was sent, not decoded, with a slash in front
 * @param query what stands after the question mark, as it was sent; empty if there is none
 * @param headers by lower-case name
 */
record Call(
        String method,
        String path,
        String query,
        String protocol,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceIp,
        Instant received) {

    /** All values of a header, with commas between them. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }
}
