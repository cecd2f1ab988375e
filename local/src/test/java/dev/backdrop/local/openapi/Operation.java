package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation of the description, with every reference resolved.
 *
 * @param method upper case
 * @param path with variables in braces
 * @param description as the document has it
 */
public record Operation(String method, String path, JsonNode description) {

    /** A parameter, and where it goes: {@code path}, {@code query} or {@code header}. */
    public record Parameter(String name, String in, boolean required, ObjectNode schema) {}

    /** Such as {@code GET /jobs}. */
    public String key() {
        return method + " " + path;
    }

    public boolean hasVariable() {
        return path.contains("{");
    }

    public boolean hasBody() {
        return description.has("requestBody");
    }

    /** What its body must be, if it takes one. */
    public Optional<ObjectNode> bodySchema() {
        return Optional.of(description.at("/requestBody/content/application~1json/schema"))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
    }

    /** The bodies that the document shows, by name. */
    public Map<String, JsonNode> bodyExamples() {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        description
                .at("/requestBody/content/application~1json/examples")
                .properties()
                .forEach(example -> examples.put(
                        example.getKey(), example.getValue().path("value").deepCopy()));
        return examples;
    }

    public List<Parameter> parameters() {
        return description
                .path("parameters")
                .valueStream()
                .map(one -> new Parameter(
                        one.path("name").asText(),
                        one.path("in").asText(),
                        one.path("required").asBoolean(),
                        (ObjectNode) one.path("schema")))
                .toList();
    }

    /** The path with a value that the document shows for each variable. */
    public String examplePath() {
        String filled = path;
        for (Parameter parameter : parameters()) {
            filled = filled.replace(
                    "{" + parameter.name() + "}",
                    parameter.schema().path("example").asText());
        }
        return filled;
    }
}
