package dev.backdrop.local.asl.evaluator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;

/**
 * A JSON document that travels through a workflow, with the forms that are costly to make kept beside it. The node must
 * not be changed once it is in here.
 */
public final class Value {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode node;
    private volatile Object plain;
    private volatile int bytes = -1;

    private Value(JsonNode node) {
        this.node = Objects.requireNonNull(node, "node");
    }

    public static Value of(JsonNode node) {
        return new Value(node);
    }

    public JsonNode node() {
        return node;
    }

    /** As the maps, lists and scalars that JSONata works on. */
    Object plain() {
        Object known = plain;
        if (known == null) {
            known = PlainJson.from(node);
            plain = known;
        }
        return known;
    }

    /** Length as compact UTF-8 text, which is what Step Functions' limits count. */
    public int bytes() {
        if (bytes < 0) {
            try {
                bytes = JSON.writeValueAsBytes(node).length;
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("A JSON tree could not be written", impossible);
            }
        }
        return bytes;
    }
}
