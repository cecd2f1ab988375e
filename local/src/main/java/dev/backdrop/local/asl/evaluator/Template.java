package dev.backdrop.local.asl.evaluator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** JSON in a definition, some of whose strings are expressions between <code>{%</code> and <code>%}</code>. */
public sealed interface Template {

    /** JSON without any expression in it. */
    record Constant(Value value) implements Template {}

    /** One expression. @param field where it stands, for messages */
    record Query(String field, Expression expression) implements Template {}

    record Elements(List<Template> elements) implements Template {}

    record Entries(Map<String, Template> entries) implements Template {}

    /**
     * Compiles every expression in it.
     *
     * @param field where it stands, for messages
     * @throws InvalidExpressionException if one isn't valid, naming its field
     */
    static Template compile(String field, JsonNode node) {
        if (node.isTextual()) {
            return text(field, node);
        }
        if (node.isArray()) {
            List<Template> elements = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                elements.add(compile(field + "[" + i + "]", node.get(i)));
            }
            return elements.stream().allMatch(Constant.class::isInstance)
                    ? new Constant(Value.of(node))
                    : new Elements(List.copyOf(elements));
        }
        if (node.isObject()) {
            Map<String, Template> entries = new LinkedHashMap<>();
            node.properties()
                    .forEach(entry ->
                            entries.put(entry.getKey(), compile(field + "." + entry.getKey(), entry.getValue())));
            return entries.values().stream().allMatch(Constant.class::isInstance)
                    ? new Constant(Value.of(node))
                    : new Entries(entries);
        }
        return new Constant(Value.of(node));
    }

    private static Template text(String field, JsonNode node) {
        String text = node.textValue();
        if (text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}")) {
            try {
                return new Query(
                        field,
                        Expression.parse(text.substring(2, text.length() - 2).strip()));
            } catch (InvalidExpressionException invalid) {
                throw new InvalidExpressionException(field + " " + invalid.getMessage(), invalid);
            }
        }
        if (text.strip().startsWith("{%") || text.strip().endsWith("%}")) {
            throw new InvalidExpressionException(field
                    + " isn't an expression: it must start with {% and end with %}, without anything around them");
        }
        return new Constant(Value.of(node));
    }

    /** Shows every expression in it, with its field. */
    default void eachQuery(Consumer<Query> visitor) {
        if (this instanceof Query query) {
            visitor.accept(query);
        } else if (this instanceof Elements array) {
            array.elements().forEach(element -> element.eachQuery(visitor));
        } else if (this instanceof Entries object) {
            object.entries().values().forEach(entry -> entry.eachQuery(visitor));
        }
    }
}
