package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One condition on one field.
 *
 * @param onValue whether a value that is there meets it
 * @param onAbsence whether it is met by a field that isn't there
 */
record Condition(Predicate<JsonNode> onValue, boolean onAbsence) {

    private static final List<String> COMPARISONS = List.of("<", "<=", "=", ">", ">=");

    /** @throws PatternException if the operator isn't known, or not with this value */
    static Condition of(JsonNode pattern, String where) {
        if (pattern.isArray()) {
            throw new PatternException(where + ": a list within a list of values");
        }
        if (!pattern.isObject()) {
            return present(value -> isSame(value, pattern));
        }
        if (pattern.size() != 1) {
            throw new PatternException(where + ": one operator at a time, not " + pattern);
        }
        String operator = pattern.fieldNames().next();
        JsonNode argument = pattern.get(operator);
        if (operator.equals("exists")) {
            if (!argument.isBoolean()) {
                throw wrong(operator, argument, where);
            }
            return new Condition(value -> argument.booleanValue(), !argument.booleanValue());
        }
        return present(test(operator, argument, where));
    }

    private static Condition present(Predicate<JsonNode> test) {
        return new Condition(test, false);
    }

    private static Predicate<JsonNode> test(String operator, JsonNode argument, String where) {
        return switch (operator) {
            case "prefix" -> affix(operator, argument, where, String::startsWith);
            case "suffix" -> affix(operator, argument, where, String::endsWith);
            case "equals-ignore-case" -> equalsIgnoreCase(argument, where);
            case "wildcard" -> wildcard(argument, where);
            case "numeric" -> numeric(argument, where);
            case "anything-but" -> anythingBut(argument, where);
            default -> throw new PatternException(where + ": the operator " + operator + " is not known here");
        };
    }

    private interface Affix {
        boolean holds(String text, String affix);
    }

    private static Predicate<JsonNode> affix(String operator, JsonNode argument, String where, Affix affix) {
        if (argument.isObject() && argument.size() == 1 && argument.has("equals-ignore-case")) {
            String lower =
                    text(operator, argument.get("equals-ignore-case"), where).toLowerCase(Locale.ROOT);
            return value -> value.isTextual() && affix.holds(value.textValue().toLowerCase(Locale.ROOT), lower);
        }
        String text = text(operator, argument, where);
        return value -> value.isTextual() && affix.holds(value.textValue(), text);
    }

    private static Predicate<JsonNode> equalsIgnoreCase(JsonNode argument, String where) {
        String text = text("equals-ignore-case", argument, where);
        return value -> value.isTextual() && value.textValue().equalsIgnoreCase(text);
    }

    private static Predicate<JsonNode> wildcard(JsonNode argument, String where) {
        Wildcard wildcard = Wildcard.of(text("wildcard", argument, where), where);
        return value -> value.isTextual() && wildcard.matches(value.textValue());
    }

    private static Predicate<JsonNode> numeric(JsonNode argument, String where) {
        if (!argument.isArray() || argument.isEmpty() || argument.size() % 2 != 0 || argument.size() > 4) {
            throw wrong("numeric", argument, where);
        }
        Predicate<JsonNode> all = JsonNode::isNumber;
        for (int i = 0; i < argument.size(); i += 2) {
            String comparison = argument.get(i).asText();
            JsonNode bound = argument.get(i + 1);
            if (!COMPARISONS.contains(comparison) || !bound.isNumber()) {
                throw wrong("numeric", argument, where);
            }
            all = all.and(value -> holds(comparison, value.decimalValue().compareTo(bound.decimalValue())));
        }
        return all;
    }

    private static boolean holds(String comparison, int order) {
        return switch (comparison) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static Predicate<JsonNode> anythingBut(JsonNode argument, String where) {
        if (argument.isObject()) {
            if (argument.size() != 1) {
                throw wrong("anything-but", argument, where);
            }
            String operator = argument.fieldNames().next();
            if (!List.of("prefix", "suffix", "equals-ignore-case", "wildcard").contains(operator)) {
                throw new PatternException(where + ": the operator " + operator + " is not known within anything-but");
            }
            return none(operator, argument.get(operator), where);
        }
        List<JsonNode> refused = argument.isArray() ? elements(argument) : List.of(argument);
        if (refused.isEmpty() || refused.stream().anyMatch(JsonNode::isContainerNode)) {
            throw wrong("anything-but", argument, where);
        }
        return value -> refused.stream().noneMatch(one -> isSame(value, one));
    }

    private static Predicate<JsonNode> none(String operator, JsonNode argument, String where) {
        List<Predicate<JsonNode>> tests = (argument.isArray() ? elements(argument) : List.of(argument))
                .stream().map(one -> test(operator, one, where)).toList();
        return value -> tests.stream().noneMatch(test -> test.test(value));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return array.valueStream().toList();
    }

    /** As text, the way EventBridge compares: 300 is not 300.0. */
    private static boolean isSame(JsonNode value, JsonNode other) {
        return value.getNodeType() == other.getNodeType() && value.asText().equals(other.asText());
    }

    private static String text(String operator, JsonNode argument, String where) {
        if (!argument.isTextual()) {
            throw wrong(operator, argument, where);
        }
        return argument.textValue();
    }

    private static PatternException wrong(String operator, JsonNode argument, String where) {
        return new PatternException(where + ": " + operator + " doesn't take " + argument);
    }
}
