package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds values against schemas of the description. */
public final class Schemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getOpenApi30());
    private static final String TIME =
            "^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)\\z";
    private static final Map<JsonNode, Schema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    public static boolean allows(JsonNode schema, JsonNode value) {
        return complaints(schema, value).isEmpty();
    }

    /** What is wrong with a value, formats included; nothing if it fits. */
    public static List<String> complaints(JsonNode schema, JsonNode value) {
        return READ
                .computeIfAbsent(schema, read -> REGISTRY.getSchema(strict(read)))
                .validate(value, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /**
     * As the standards mean it: {@code $} is the end of the text, and not also the place before a last line break, as in
     * Java; and a time is RFC 3339's, of which the library takes more. The characters of
     * addresses are matched possessively, or Java's matcher runs out of stack on the longest ones.
     */
    private static JsonNode strict(JsonNode schema) {
        JsonNode strict = schema.deepCopy();
        for (JsonNode parent : strict.findParents("pattern")) {
            if (parent.path("pattern").isTextual()) {
                String pattern = parent.path("pattern").textValue();
                ((ObjectNode) parent)
                        .put(
                                "pattern",
                                pattern.replaceFirst("\\$$", "\\\\z")
                                        .replace("{2})+", "{2})++")
                                        .replace("{2})*", "{2})*+"));
            }
        }
        for (JsonNode parent : strict.findParents("format")) {
            if (parent.path("format").asText().equals("date-time")) {
                ((ObjectNode) parent).put("pattern", TIME);
            }
        }
        return strict;
    }

    /**
     * The schema without room for what it doesn't name: what an answer has and the description doesn't is a mistake of one
     * of them. Objects whose properties the description leaves open stay open.
     */
    public static ObjectNode closed(JsonNode schema) {
        ObjectNode closed = merged(schema);
        closed.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "properties" -> entry.getValue().properties().forEach(one -> one.setValue(closed(one.getValue())));
                case "items" -> entry.setValue(closed(entry.getValue()));
                default -> {
                    // Says nothing of what is inside.
                }
            }
        });
        if (closed.path("additionalProperties").isObject()) {
            closed.set("additionalProperties", closed(closed.path("additionalProperties")));
        } else if (closed.has("properties") && !closed.has("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    /** The branches of an {@code allOf} as one schema, since none of them alone knows all the properties. */
    private static ObjectNode merged(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        JsonNode branches = whole.remove("allOf");
        if (branches == null) {
            return whole;
        }
        branches.forEach(branch -> merged(branch).properties().forEach(entry -> add(whole, entry)));
        return whole;
    }

    private static void add(ObjectNode whole, Map.Entry<String, JsonNode> entry) {
        String keyword = entry.getKey();
        if (keyword.equals("properties")) {
            whole.withObjectProperty(keyword).setAll((ObjectNode) entry.getValue());
        } else if (keyword.equals("required")) {
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            whole.path(keyword).forEach(required::add);
            whole.set(keyword, required.addAll((ArrayNode) entry.getValue()));
        } else if (!whole.has(keyword)) {
            whole.set(keyword, entry.getValue());
        }
    }
}
