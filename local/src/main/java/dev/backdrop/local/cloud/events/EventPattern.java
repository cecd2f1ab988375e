package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which events a rule takes; see "Amazon EventBridge event patterns" in the EventBridge guide. Known are exact values,
 * {@code prefix}, {@code suffix}, {@code equals-ignore-case}, {@code anything-but}, {@code numeric}, {@code exists},
 * {@code wildcard} and {@code $or}.
 */
public final class EventPattern {

    private static final String OR = "$or";

    private final Predicate<JsonNode> test;

    private EventPattern(Predicate<JsonNode> test) {
        this.test = test;
    }

    /** @throws PatternException if the pattern makes no sense or uses what isn't known here */
    public static EventPattern of(JsonNode pattern) {
        return new EventPattern(fields(pattern, "pattern"));
    }

    public boolean matches(JsonNode event) {
        return test.test(event);
    }

    private static Predicate<JsonNode> fields(JsonNode pattern, String where) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw new PatternException(where + ": a map with at least one field is needed, not " + pattern);
        }
        List<Predicate<JsonNode>> all = new ArrayList<>();
        pattern.properties()
                .forEach(field -> all.add(
                        field.getKey().equals(OR)
                                ? either(field.getValue(), where + "." + OR)
                                : field(field.getKey(), field.getValue(), where + "." + field.getKey())));
        return event -> all.stream().allMatch(one -> one.test(event));
    }

    private static Predicate<JsonNode> either(JsonNode choices, String where) {
        if (!choices.isArray() || choices.size() < 2) {
            throw new PatternException(where + ": a list of at least two patterns is needed, not " + choices);
        }
        List<Predicate<JsonNode>> any =
                choices.valueStream().map(choice -> fields(choice, where)).toList();
        return event -> any.stream().anyMatch(one -> one.test(event));
    }

    private static Predicate<JsonNode> field(String name, JsonNode pattern, String where) {
        if (pattern.isObject()) {
            Predicate<JsonNode> inner = fields(pattern, where);
            return event -> withinAny(event.path(name), inner);
        }
        if (!pattern.isArray() || pattern.isEmpty()) {
            throw new PatternException(where + ": a list of values is needed, not " + pattern);
        }
        List<Condition> conditions =
                pattern.valueStream().map(value -> Condition.of(value, where)).toList();
        return event -> meetsAny(event.path(name), conditions);
    }

    /** A list of maps matches if one of them does. */
    private static boolean withinAny(JsonNode value, Predicate<JsonNode> inner) {
        if (value.isArray()) {
            return value.valueStream().anyMatch(inner);
        }
        return inner.test(value.isObject() ? value : MissingNode.getInstance());
    }

    private static boolean meetsAny(JsonNode value, List<Condition> conditions) {
        // To EventBridge only leaves exist: a map or an empty list is no value.
        if (value.isMissingNode() || value.isObject() || value.isArray() && value.isEmpty()) {
            return conditions.stream().anyMatch(Condition::onAbsence);
        }
        List<JsonNode> values = value.isArray() ? value.valueStream().toList() : List.of(value);
        return conditions.stream().anyMatch(condition -> values.stream().anyMatch(condition.onValue()));
    }
}
