package dev.backdrop.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * JSON as vendors send it, read leniently: a number may come as text and text as a number, and what is missing, null or of
 * another shape is simply not there.
 */
public final class JsonBody {

    /** Characters. Pictures come as text in base64; how long an answer may be in all is up to who reads it. */
    private static final int LONGEST_TEXT = 64 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Characters, and powers of ten: 1e999999999 is short to write and takes all memory to compute with. */
    private static final int LONGEST_NUMBER = 40;

    private final JsonNode node;

    private JsonBody(JsonNode node) {
        this.node = node == null ? MissingNode.getInstance() : node;
    }

    /** The JSON object in these bytes, or nothing if they hold anything else. */
    public static Optional<JsonBody> object(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes))
                    .filter(JsonNode::isObject)
                    .map(JsonBody::new);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** A body in which nothing is found. */
    public static JsonBody nothing() {
        return new JsonBody(null);
    }

    /** Writes plain maps, lists, texts and numbers as JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notPlain) {
            throw new IllegalArgumentException("can't be written as JSON", notPlain);
        }
    }

    /** What is under this path of names; possibly nothing, which is a {@code JsonBody} too. */
    public JsonBody at(String... names) {
        JsonNode found = node;
        for (String name : names) {
            found = found.path(name);
        }
        return new JsonBody(found);
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isList() {
        return node.isArray();
    }

    /** The elements of a list, in order; none if it isn't a list. */
    public List<JsonBody> elements() {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonBody::new)
                        .toList()
                : List.of();
    }

    /** The fields of an object, in order; none if it isn't an object. */
    public Map<String, JsonBody> fields() {
        Map<String, JsonBody> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), new JsonBody(field.getValue())));
        return fields;
    }

    /** Text, or a number or truth value as text, exactly; nothing if it is blank. Right for ids, whatever their size. */
    public Optional<String> text() {
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** The text under this path. */
    public Optional<String> text(String... names) {
        return at(names).text();
    }

    /** A number, or text that reads as one, of a size that can be reckoned with. */
    public Optional<BigDecimal> number() {
        String text = node.isNumber() || node.isTextual() ? node.asText().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs(number.scale()) <= LONGEST_NUMBER);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The number under this path. */
    public Optional<BigDecimal> number(String... names) {
        return at(names).number();
    }

    /** Everything of this name, at any depth, outermost first. */
    public List<JsonBody> everywhere(String name) {
        List<JsonBody> found = new ArrayList<>();
        List<JsonNode> level = List.of(node);
        while (!level.isEmpty()) {
            List<JsonNode> below = new ArrayList<>();
            for (JsonNode one : level) {
                if (one.has(name)) {
                    found.add(new JsonBody(one.get(name)));
                }
                one.forEach(below::add);
            }
            level = below;
        }
        return found;
    }
}
