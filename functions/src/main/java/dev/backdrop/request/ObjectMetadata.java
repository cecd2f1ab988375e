package dev.backdrop.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a request that an upload carries in its user metadata ({@code x-amz-meta-background-prompt} and so on).
 * Metadata is ASCII; S3 hands other characters over as encoded words of RFC 2047, which are decoded here.
 */
public final class ObjectMetadata {

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=");

    private ObjectMetadata() {}

    /** @param metadata names without {@code x-amz-meta-}, in any case; names that aren't ours are passed over */
    public static ObjectNode part(Map<String, String> metadata) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        metadata.forEach((name, raw) -> {
            String value = decode(raw);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "background-prompt" ->
                    part.withObjectProperty("background").put("prompt", value);
                case "background-color" -> part.withObjectProperty("background").put("color", value);
                case "background-image" -> part.withObjectProperty("background").put("image", value);
                case "background-transparent" -> transparent(part, value);
                case "provider" -> part.put("provider", value);
                case "seed" -> number(part, "seed", value);
                case "output-format" -> part.withObjectProperty("output").put("format", value);
                case "output-max-side" -> number(part.withObjectProperty("output"), "maxSide", value);
                case "placement-canvas" -> part.withObjectProperty("placement").put("canvas", value);
                case "placement-scale" -> decimal(part.withObjectProperty("placement"), "scale", value);
                case "placement-anchor" -> part.withObjectProperty("placement").put("anchor", value);
                default -> {
                    // Somebody else's metadata.
                }
            }
        });
        return part;
    }

    private static void transparent(ObjectNode part, String value) {
        if ("true".equalsIgnoreCase(value)) {
            part.withObjectProperty("background").put("transparent", true);
        } else if (!"false".equalsIgnoreCase(value)) {
            part.withObjectProperty("background").put("transparent", value);
        }
    }

    /** What isn't a number stays a text, so that the reading of the request complains about it in its own words. */
    private static void number(ObjectNode part, String field, String value) {
        try {
            part.put(field, Long.parseLong(value));
        } catch (NumberFormatException notANumber) {
            part.put(field, value);
        }
    }

    private static void decimal(ObjectNode part, String field, String value) {
        try {
            part.put(field, new BigDecimal(value));
        } catch (NumberFormatException notANumber) {
            part.put(field, value);
        }
    }

    private static String decode(String raw) {
        Matcher words = ENCODED_WORD.matcher(raw.replaceAll("\\?=\\s+=\\?", "?==?"));
        return words.replaceAll(
                        word -> Matcher.quoteReplacement(decodeWord(word.group(1), word.group(2), word.group(3))))
                .strip();
    }

    private static String decodeWord(String charset, String encoding, String text) {
        try {
            Charset decoded = Charset.forName(charset);
            return "b".equalsIgnoreCase(encoding)
                    ? new String(Base64.getDecoder().decode(text), decoded)
                    : decodeQuoted(text, decoded);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String decodeQuoted(String text, Charset charset) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length()) {
                bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '_' ? ' ' : c));
            }
        }
        return new String(bytes.array(), 0, bytes.position(), charset);
    }

    /** The other direction: a value that fits metadata, whatever characters it has. */
    public static String encode(String value) {
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 127) && !value.contains("=?");
        return plain
                ? value
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
