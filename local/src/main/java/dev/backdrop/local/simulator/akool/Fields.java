package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a body, each of exactly the type that the page says; anything else is refused by name. */
final class Fields {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})x([1-9][0-9]{0,8})");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final ObjectNode body;

    Fields(ObjectNode body) {
        this.body = body;
    }

    boolean has(String name) {
        return body.has(name);
    }

    private Optional<String> text(String name) {
        JsonNode value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Refusal.parameter(name + " must be a text");
        }
        if (value.textValue().isBlank()) {
            throw Refusal.missing(name);
        }
        return Optional.of(value.textValue());
    }

    /** {@code "WxH"}, both at least 1. */
    int[] size(String name) {
        Matcher size = SIZE.matcher(text(name).orElseThrow(() -> Refusal.missing(name)));
        if (!size.matches()) {
            throw Refusal.parameter(name + " must be a width and a height of at least 1, such as \"3840x3840\"");
        }
        return new int[] {Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))};
    }

    /** A whole number, below zero too. */
    int whole(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.missing(name);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Refusal.parameter(name + " must be an int");
        }
        return value.intValue();
    }

    /** False if it is missing. */
    boolean truth(String name) {
        JsonNode value = body.get(name);
        if (value != null && !value.isBoolean()) {
            throw Refusal.parameter(name + " must be true or false");
        }
        return value != null && value.booleanValue();
    }

    Optional<Color> color(String name) {
        return text(name).map(code -> {
            if (!COLOR.matcher(code).matches()) {
                throw Refusal.parameter(name + " must be a hexadecimal colour, such as \"#aafbe3\"");
            }
            return Color.decode(code);
        });
    }

    Optional<URI> address(String name) {
        return text(name).map(text -> {
            try {
                URI address = URI.create(text);
                if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                    return address;
                }
            } catch (IllegalArgumentException notAnAddress) {
                // Said below, in the same words as an address of another scheme.
            }
            throw Refusal.parameter(name + " must be an http or https address");
        });
    }
}
