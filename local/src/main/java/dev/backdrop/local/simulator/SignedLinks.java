package dev.backdrop.local.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Presigned addresses in the manner of S3: the signature covers the method, the host, the path, the time and the headers
 * that it names, so that a request with anything else is refused.
 */
public final class SignedLinks {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final SeededIds ids;

    public SignedLinks(Clock clock, SeededIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A fresh address, different from any earlier one.
     *
     * @param headers the headers that the request must bring, with exactly these values; the host is always one
     */
    public URI sign(String method, URI host, String path, Duration validity, Map<String, String> headers) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", host.getAuthority());
        Map<String, String> query = new TreeMap<>();
        query.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        query.put("X-Amz-Date", TIME.format(clock.instant()));
        query.put("X-Amz-Expires", String.valueOf(validity.toSeconds()));
        query.put("X-Amz-Security-Token", ids.urlSafe("link"));
        query.put("X-Amz-SignedHeaders", String.join(";", signed.keySet()));
        query.put("X-Amz-Signature", signature(method, path, query, signed));
        String text = query.entrySet().stream()
                .map(pair -> pair.getKey() + '=' + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(host + path + '?' + text);
    }

    /** What to answer to a request that its address doesn't allow; empty if it does. */
    public Optional<Answer> refusal(Received request) {
        Map<String, String> query = request.query();
        String given = query.remove("X-Amz-Signature");
        String names = query.get("X-Amz-SignedHeaders");
        if (given == null || names == null) {
            return Optional.of(ObjectErrors.accessDenied("Access Denied"));
        }
        SortedMap<String, String> signed = new TreeMap<>();
        Arrays.stream(names.split(";"))
                .forEach(name -> signed.put(name, request.header(name).orElse("")));
        if (!given.equals(signature(request.method(), request.rawPath(), query, signed))) {
            return Optional.of(ObjectErrors.signatureDoesNotMatch());
        }
        if (clock.instant().isAfter(expiry(query))) {
            return Optional.of(ObjectErrors.accessDenied("Request has expired"));
        }
        return unsignedHeader(request, signed)
                .map(name -> ObjectErrors.accessDenied(
                        "There were headers present in the request which were not signed: " + name));
    }

    private static Optional<String> unsignedHeader(Received request, SortedMap<String, String> signed) {
        return request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-") && !signed.containsKey(name))
                .findFirst();
    }

    private static Instant expiry(Map<String, String> query) {
        try {
            return TIME.parse(query.get("X-Amz-Date"), Instant::from)
                    .plusSeconds(Long.parseLong(query.get("X-Amz-Expires")));
        } catch (DateTimeParseException | NumberFormatException impossible) {
            throw new IllegalStateException("our own signature covers a time that isn't ours", impossible);
        }
    }

    private String signature(String method, String path, Map<String, String> query, SortedMap<String, String> headers) {
        return ids.signature(
                String.join("\n", List.of(method, path, new TreeMap<>(query).toString(), headers.toString())));
    }
}
