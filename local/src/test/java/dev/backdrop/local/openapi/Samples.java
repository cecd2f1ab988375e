package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A value that a schema allows: its example, or the least that it takes. */
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Samples() {}

    /** @throws IllegalArgumentException if the schema needs an example for that, and has none */
    static JsonNode of(JsonNode schema) {
        JsonNode sample = made(schema);
        if (!Schemas.allows(schema, sample)) {
            throw new IllegalArgumentException("give this schema an example: " + schema);
        }
        return sample;
    }

    private static JsonNode made(JsonNode schema) {
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.has("oneOf")) {
            return of(schema.path("oneOf").path(0));
        }
        return switch (schema.path("type").asText()) {
            case "string" ->
                JSON.textNode("a".repeat(Math.max(1, schema.path("minLength").asInt())));
            case "integer", "number" -> schema.has("minimum") ? schema.path("minimum") : JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "object" -> object(schema);
            default -> throw new IllegalArgumentException("no sample of " + schema);
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("required")
                .forEach(name ->
                        object.set(name.asText(), of(schema.path("properties").path(name.asText()))));
        if (object.isEmpty() && schema.path("minProperties").asInt() > 0) {
            var first = schema.path("properties").properties().iterator().next();
            object.set(first.getKey(), of(first.getValue()));
        }
        return object;
    }
}
