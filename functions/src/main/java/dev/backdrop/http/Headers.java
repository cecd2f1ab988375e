package dev.backdrop.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP headers in the order they came, their names compared without regard to case. Printing them shows names only:
 * values can be keys.
 */
public final class Headers {

    public static final Headers NONE = new Headers(List.of());

    private final List<Map.Entry<String, String>> fields;

    private Headers(List<Map.Entry<String, String>> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * These headers and one more.
     *
     * @throws IllegalArgumentException if the name isn't an HTTP token, or the value holds a control character; the message
     *     never shows the value
     */
    public Headers and(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("not the name of an HTTP header: '" + name + "'");
        }
        if (value.chars().anyMatch(c -> c != '\t' && c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("the value of header " + name + " holds a control character");
        }
        return andAsReceived(name, value);
    }

    /** As a server sent it, odd or not. */
    Headers andAsReceived(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value == null ? "" : value));
        return new Headers(more);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c > ' '
                                && c < 0x7f
                                && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0));
    }

    /** The value of the first header of this name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** Name and value, in order. */
    public List<Map.Entry<String, String>> all() {
        return fields;
    }

    @Override
    public String toString() {
        return fields.stream().map(Map.Entry::getKey).toList().toString();
    }
}
