package dev.backdrop.local.asl.evaluator;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To and from what the JSONata library works on. A JSON null is the library's own null value everywhere, because it takes
 * a Java null for undefined: {@code $x[0]} of {@code [null]} would be lost.
 */
final class PlainJson {

    /** Up to here a double is exact, and 5.0 is the same JSON number as 5. */
    private static final double EXACT = 1L << 53;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainJson() {}

    static Object from(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL -> Jsonata.NULL_VALUE;
            default -> throw new IllegalArgumentException("Not JSON: " + node.getNodeType());
        };
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), from(entry.getValue())));
        return map;
    }

    private static List<Object> array(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(from(element)));
        return list;
    }

    private static Number number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.canConvertToInt() ? (Number) node.intValue() : (Number) node.longValue();
        }
        return node.doubleValue();
    }

    /** The smallest node that holds it, as parsing would give: nodes of different widths aren't equal. */
    private static JsonNode whole(long value) {
        return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    /** @throws EvaluationException if it holds something that isn't JSON, such as a function */
    static JsonNode toNode(Object plain) {
        if (plain == null || plain == Jsonata.NULL_VALUE) {
            return NODES.nullNode();
        }
        if (plain instanceof CharSequence text) {
            return NODES.textNode(text.toString());
        }
        if (plain instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (plain instanceof Number number) {
            return toNumber(number);
        }
        if (plain instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, element) -> object.set(String.valueOf(key), toNode(element)));
            return object;
        }
        if (plain instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(element -> array.add(toNode(element)));
            return array;
        }
        throw new EvaluationException("gave a function, which isn't JSON; call it to get a value");
    }

    private static JsonNode toNumber(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return whole(number.longValue());
        }
        double value = number.doubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            return whole((long) value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new EvaluationException("gave " + value + ", which isn't a JSON number");
        }
        return NODES.numberNode(value);
    }
}
