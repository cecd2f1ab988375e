package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Values at and around every bound that a schema has, made from the schema alone. Which of them it allows is for the schema
 * to say: nothing here knows.
 */
final class Variants {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ASTRAL = "\uD83E\uDD86";
    private static final int SHORTEST_WORTH_FILLING = 4;

    private final ObjectNode schema;
    private final JsonNode sample;
    private final Set<JsonNode> values = new LinkedHashSet<>();

    private Variants(ObjectNode schema, JsonNode sample) {
        this.schema = schema;
        this.sample = sample;
    }

    /** @param sample an allowed value, to be varied */
    static Set<JsonNode> of(ObjectNode schema, JsonNode sample) {
        Variants variants = new Variants(schema, sample);
        variants.types();
        variants.constants();
        variants.numbers();
        if (sample.isTextual()) {
            variants.lengths();
            variants.spellings(sample.textValue());
        }
        return variants.values;
    }

    private void types() {
        values.add(JSON.nullNode());
        values.add(JSON.booleanNode(true));
        values.add(JSON.booleanNode(false));
        values.add(JSON.numberNode(7));
        values.add(JSON.numberNode(new BigDecimal("1.5")));
        values.add(JSON.textNode("text"));
        values.add(JSON.textNode(""));
        values.add(JSON.textNode(" "));
        values.add(JSON.arrayNode());
        values.add(JSON.arrayNode().add(sample));
        values.add(JSON.objectNode());
        values.add(JSON.textNode(sample.isTextual() ? sample.textValue() : sample.toString()));
    }

    private void constants() {
        schema.path("enum").forEach(constant -> {
            values.add(constant);
            if (constant.isTextual()) {
                values.add(JSON.textNode(constant.textValue().toUpperCase(Locale.ROOT)));
                values.add(JSON.textNode(constant.textValue() + " "));
            }
        });
        schema.path("oneOf").forEach(branch -> values.addAll(of((ObjectNode) branch, Samples.of(branch))));
    }

    private void numbers() {
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                BigDecimal limit = schema.path(bound).decimalValue();
                for (String step : List.of("-1", "-0.001", "0", "0.001", "1")) {
                    values.add(number(limit.add(new BigDecimal(step))));
                }
            }
        }
        if (sample.isNumber()) {
            values.add(JSON.numberNode(new BigDecimal("1e30").toBigInteger()));
            values.add(number(sample.decimalValue().add(new BigDecimal("0.5"))));
        }
    }

    /** Whole ones as such: 1.0 is another way to write 1 only to some. */
    private static JsonNode number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 ? JSON.numberNode(plain.toBigInteger()) : JSON.numberNode(plain);
    }

    private void lengths() {
        for (String bound : List.of("minLength", "maxLength")) {
            if (schema.has(bound)) {
                int limit = schema.path(bound).asInt();
                for (int length = Math.max(0, limit - 1); length <= limit + 1; length++) {
                    ofLength(length);
                }
            }
        }
    }

    private void ofLength(int length) {
        String text = sample.textValue();
        values.add(JSON.textNode(ASTRAL.repeat(length)));
        if (length <= text.length()) {
            values.add(JSON.textNode(text.substring(0, length)));
            return;
        }
        String filling = "a".repeat(length - text.length());
        values.add(JSON.textNode(text + filling));
        values.add(JSON.textNode(" ".repeat(length - text.length()) + text));
        if (text.length() >= SHORTEST_WORTH_FILLING) {
            int dot = text.lastIndexOf('.') > 0 ? text.lastIndexOf('.') : text.length();
            values.add(JSON.textNode(text.substring(0, dot) + filling + text.substring(dot)));
            String astral = ASTRAL.repeat(length - text.length());
            values.add(JSON.textNode(text.substring(0, dot) + astral + text.substring(dot)));
        }
    }

    private void spellings(String text) {
        for (String odd :
                List.of(" ", "!", "\u00e9", "\n", "a", "0", "/", "\u0001", ASTRAL, "%", "\"", "\\", "#", "@")) {
            values.add(JSON.textNode(odd + text));
            values.add(JSON.textNode(text + odd));
            values.add(JSON.textNode(text.substring(0, text.length() / 2) + odd + text.substring(text.length() / 2)));
        }
        values.add(JSON.textNode(text.toUpperCase(Locale.ROOT)));
        values.add(JSON.textNode(text.toLowerCase(Locale.ROOT)));
        values.add(JSON.textNode(text + text));
        if (!text.isEmpty()) {
            values.add(JSON.textNode(text.substring(1)));
            values.add(JSON.textNode(text.substring(0, text.length() - 1)));
        }
        if (text.length() > 2) {
            values.add(JSON.textNode(text.charAt(0) + text.substring(2)));
        }
    }
}
