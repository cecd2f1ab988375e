package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Values of a parameter at and beyond every bound of its schema, as texts. */
public final class ParameterTrials {

    private ParameterTrials() {}

    public static List<Trial> of(Operation.Parameter parameter) {
        JsonNode sample = parameter.schema().path("format").asText().equals("date-time")
                ? JsonNodeFactory.instance.textNode("2026-11-21T09:00:00Z")
                : Samples.of(parameter.schema());
        return Variants.of(parameter.schema(), sample).stream()
                .filter(JsonNode::isValueNode)
                .map(value -> value.isNull() ? "null" : value.asText())
                .distinct()
                .map(text -> new Trial(
                        parameter.name(),
                        JsonNodeFactory.instance.textNode(text),
                        Schemas.allows(parameter.schema(), Promise.typed(text, parameter.schema()))))
                .toList();
    }
}
