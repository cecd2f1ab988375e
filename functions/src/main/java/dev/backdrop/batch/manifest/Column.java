package dev.backdrop.batch.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a CSV manifest can hold: the photo's key, or a field of a request by its dotted name. */
enum Column {
    KEY("key", Kind.TEXT),
    PROMPT("background.prompt", Kind.TEXT),
    COLOR("background.color", Kind.TEXT),
    IMAGE("background.image", Kind.TEXT),
    TRANSPARENT("background.transparent", Kind.FLAG),
    PROVIDER("provider", Kind.TEXT),
    SEED("seed", Kind.NUMBER),
    FORMAT("output.format", Kind.TEXT),
    MAX_SIDE("output.maxSide", Kind.NUMBER),
    CANVAS("placement.canvas", Kind.TEXT),
    SCALE("placement.scale", Kind.NUMBER),
    ANCHOR("placement.anchor", Kind.TEXT);

    private enum Kind {
        TEXT,
        NUMBER,
        FLAG
    }

    private static final int LONGEST_NUMBER = 40;

    private final String title;
    private final Kind kind;

    Column(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    static Optional<Column> of(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equalsIgnoreCase(title))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(column -> column.title).toList();
    }

    /** What isn't of the field's kind stays a text, so that the reading of the request complains about it in its own words. */
    void put(ObjectNode request, String value) {
        int dot = title.indexOf('.');
        ObjectNode owner = dot < 0 ? request : request.withObjectProperty(title.substring(0, dot));
        String name = title.substring(dot + 1);
        switch (kind) {
            case TEXT -> owner.put(name, value);
            case NUMBER -> number(owner, name, value);
            case FLAG -> flag(request, owner, name, value);
        }
    }

    private static void number(ObjectNode owner, String name, String value) {
        try {
            if (value.length() > LONGEST_NUMBER) {
                owner.put(name, value);
            } else if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                owner.put(name, Long.parseLong(value));
            } else {
                owner.put(name, new BigDecimal(value));
            }
        } catch (NumberFormatException notANumber) {
            owner.put(name, value);
        }
    }

    private static void flag(ObjectNode request, ObjectNode owner, String name, String value) {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> owner.put(name, true);
            case "false" -> {
                if (owner.isEmpty()) {
                    request.remove("background");
                }
            }
            default -> owner.put(name, value);
        }
    }
}
