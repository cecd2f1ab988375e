package dev.backdrop.api;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of a query, each known, given once and not empty. */
final class Query {

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /** @throws ProblemException for a parameter that isn't known, is given twice, is empty or can't be decoded */
    static Query read(String raw, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(raw.split("&")).filter(part -> !part.isEmpty()).forEach(part -> {
            int equals = part.indexOf('=');
            String name = decode("query", equals < 0 ? part : part.substring(0, equals));
            if (!known.contains(name)) {
                throw wrong(name, known.isEmpty() ? "is unknown; there are no parameters" : unknown(known));
            }
            String value = equals < 0 ? "" : decode(name, part.substring(equals + 1));
            if (value.isEmpty()) {
                throw wrong(name, "is empty; leave it out or give it a value");
            }
            if (values.put(name, value) != null) {
                throw wrong(name, "is given twice");
            }
        });
        return new Query(values);
    }

    private static String unknown(Set<String> known) {
        return "is unknown; known are " + known.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String decode(String name, String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notEncoded) {
            throw wrong(name, "is not percent-encoded UTF-8");
        }
    }

    private static ProblemException wrong(String name, String problem) {
        return new ProblemException(Problem.badField(name, problem));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name)
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(value))
                        .findFirst()
                        .orElseThrow(() -> wrong(name, "must be one of " + Arrays.toString(type.getEnumConstants()))));
    }

    int number(String name, int otherwise, int least, int most) {
        return text(name)
                .map(value -> {
                    int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
                    if (number < least || number > most) {
                        throw wrong(name, "must be a whole number from " + least + " to " + most);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    Optional<Instant> time(String name) {
        return text(name)
                .map(
                        value -> InternetTime.parse(value)
                                .orElseThrow(
                                        () -> wrong(
                                                name,
                                                "must be a time such as 2026-11-21T09:00:00Z; in an address, write the + of an offset as %2B")));
    }
}
