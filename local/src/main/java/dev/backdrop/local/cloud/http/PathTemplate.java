package dev.backdrop.local.cloud.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A route's path: literal parts, {@code {variables}} that each stand for one part, and at the end perhaps a greedy
 * {@code {variable+}} that stands for all the rest. Parts are told apart before they are decoded.
 */
final class PathTemplate implements Comparable<PathTemplate> {

    private enum Kind {
        LITERAL,
        VARIABLE,
        GREEDY
    }

    private record Part(Kind kind, String text) {

        static Part of(String text) {
            if (!text.startsWith("{") || !text.endsWith("}")) {
                return new Part(Kind.LITERAL, text);
            }
            String name = text.substring(1, text.length() - 1);
            return name.endsWith("+")
                    ? new Part(Kind.GREEDY, name.substring(0, name.length() - 1))
                    : new Part(Kind.VARIABLE, name);
        }
    }

    private final String text;
    private final List<Part> parts;

    private PathTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException if something follows a greedy variable */
    static PathTemplate of(String text) {
        List<Part> parts = split(text).stream().map(Part::of).toList();
        if (parts.stream().limit(parts.size() - 1L).anyMatch(part -> part.kind() == Kind.GREEDY)) {
            throw new IllegalArgumentException("the path " + text + " goes on after a greedy variable");
        }
        return new PathTemplate(text, parts);
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /**
     * The variables' values, decoded; nothing if the path isn't one of these.
     *
     * @param path as it was sent
     */
    Optional<Map<String, String>> match(String path) {
        List<String> sent = split(path);
        boolean greedy = parts.get(parts.size() - 1).kind() == Kind.GREEDY;
        if (greedy ? sent.size() < parts.size() : sent.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String value = PercentText.decoded(
                    part.kind() == Kind.GREEDY ? String.join("/", sent.subList(i, sent.size())) : sent.get(i));
            if (part.kind() == Kind.LITERAL ? !value.equals(part.text()) : value.isEmpty()) {
                return Optional.empty();
            }
            if (part.kind() != Kind.LITERAL) {
                variables.put(part.text(), value);
            }
        }
        return Optional.of(variables);
    }

    /** The more specific one first: literal parts before variables before greedy ones, from the left. */
    @Override
    public int compareTo(PathTemplate other) {
        return IntStream.range(0, Math.min(parts.size(), other.parts.size()))
                .map(i -> parts.get(i).kind().compareTo(other.parts.get(i).kind()))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(Integer.compare(other.parts.size(), parts.size()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
