package dev.backdrop.local.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds secrets in requests, and takes them out of what is shown. */
final class KeyGuard {

    /** A person may try a real key here: what these bring is never shown, known or not. */
    private static final Set<String> CREDENTIAL_HEADERS = Set.of("authorization", "x-api-key", "cookie");

    private static final int BODY_LOOKED_AT = 64 * 1024;

    private final Supplier<Set<String>> keys;

    KeyGuard(Supplier<Set<String>> keys) {
        this.keys = keys;
    }

    /** Whether the request brings credentials of any kind, or one of the known keys anywhere. */
    boolean carriesKey(Received request) {
        if (CREDENTIAL_HEADERS.stream().anyMatch(request.headers()::containsKey)) {
            return true;
        }
        byte[] start = Arrays.copyOf(request.body(), Math.min(request.body().length, BODY_LOOKED_AT));
        List<String> places = Stream.concat(
                        request.headers().values().stream().flatMap(List::stream),
                        Stream.of(
                                request.rawPath(),
                                String.join("/", request.pathParts()),
                                request.rawQuery(),
                                request.query().toString(),
                                new String(start, StandardCharsets.ISO_8859_1)))
                .toList();
        return keys.get().stream().anyMatch(key -> places.stream().anyMatch(place -> place.contains(key)));
    }

    String withoutKeys(String text) {
        String clean = text;
        for (String key : keys.get()) {
            clean = clean.replace(key, "***");
        }
        return clean;
    }

    String headerWithoutKeys(String name, String value) {
        return CREDENTIAL_HEADERS.contains(name) ? "***" : withoutKeys(value);
    }
}
