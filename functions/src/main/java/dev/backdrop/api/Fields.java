package dev.backdrop.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of one JSON object of a body, read strictly: no coercion of one type into another, null is no value. */
final class Fields {

    private final JsonNode json;
    private final String path;

    /** @param path where the object is in the body; empty for the body itself */
    private Fields(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /** @throws ProblemException if it isn't an object with none but these fields */
    static Fields of(JsonNode json, String path, Set<String> known) {
        Fields fields = new Fields(json, path);
        if (!json.isObject()) {
            throw new ProblemException(Problem.badField(path, "must be an object"));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw fields.wrong(
                        name, "is unknown; known are " + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
        return fields;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    ProblemException wrong(String name, String problem) {
        return new ProblemException(Problem.badField(path(name), problem));
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** @throws ProblemException if it is missing, or isn't an object with none but these fields */
    Fields object(String name, Set<String> known) {
        return of(required(name), path(name), known);
    }

    private JsonNode required(String name) {
        if (!json.has(name)) {
            throw wrong(name, "is missing");
        }
        return json.get(name);
    }

    /** @param longest in characters, as people count them */
    String text(String name, int longest) {
        JsonNode value = required(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(name, "must be a text that isn't empty");
        }
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            throw wrong(name, "has " + length + " characters; " + longest + " are allowed");
        }
        return text;
    }

    /** @param longest in bytes of UTF-8 */
    Optional<String> shortText(String name, int longest) {
        if (!json.has(name)) {
            return Optional.empty();
        }
        String text = text(name, longest);
        if (text.getBytes(StandardCharsets.UTF_8).length > longest) {
            throw wrong(name, "has more than " + longest + " bytes");
        }
        return Optional.of(text);
    }

    long number(String name, long least, long most) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(name, "must be a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    /** Either end is allowed. */
    double decimal(String name, double least, double most) {
        JsonNode value = required(name);
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw wrong(name, "must be a number from " + plain(least) + " to " + plain(most));
        }
        return value.doubleValue();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    JsonNode value(String name) {
        return required(name);
    }

    boolean flag(String name, boolean otherwise) {
        if (!json.has(name)) {
            return otherwise;
        }
        if (!json.get(name).isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return json.get(name).booleanValue();
    }
}
