package dev.backdrop.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON trees as DynamoDB's maps, so that a record can be read and queried field by field in any tool. */
final class DynamoDocument {

    private DynamoDocument() {}

    static Map<String, AttributeValue> attributes(ObjectNode json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.properties().forEach(field -> attributes.put(field.getKey(), attribute(field.getValue())));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> AttributeValue.fromM(attributes((ObjectNode) json));
            case ARRAY ->
                AttributeValue.fromL(StreamSupport.stream(json.spliterator(), false)
                        .map(DynamoDocument::attribute)
                        .toList());
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(json.decimalValue().toPlainString());
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case NULL, MISSING -> AttributeValue.fromNul(true);
            case BINARY, POJO -> throw new IllegalArgumentException("a record holds plain JSON only");
        };
    }

    static ObjectNode json(Map<String, AttributeValue> attributes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static JsonNode json(AttributeValue value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value.type()) {
            case S -> nodes.textNode(value.s());
            case N -> number(new BigDecimal(value.n()));
            case BOOL -> nodes.booleanNode(value.bool());
            case NUL -> nodes.nullNode();
            case M -> json(value.m());
            case L -> array(value.l());
            default -> throw new IllegalArgumentException("a record holds no attribute of type " + value.type());
        };
    }

    /** A whole number stays one: DynamoDB doesn't tell 7 from 7.0, but readers of a seed do. */
    private static JsonNode number(BigDecimal value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return value.stripTrailingZeros().scale() <= 0
                ? nodes.numberNode(value.toBigIntegerExact())
                : nodes.numberNode(value);
    }

    private static ArrayNode array(List<AttributeValue> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(json(value)));
        return array;
    }
}
