package dev.backdrop.local.studio;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Rgb;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a task is to do, as it was asked for; equal to another that asks for the same.
 *
 * @param photo where the photo is
 * @param backdrop what goes behind the subject
 * @param seed paints the same backdrop for the same prompt
 * @param format of the result
 */
record TaskRequest(PhotoSource photo, BackdropOrder backdrop, long seed, OutputFormat format) {

    private static final int LONGEST_PROMPT = 4000;
    private static final long LARGEST_SEED = 0xffff_ffffL;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Where a photo is: on our shelf, or at an address. */
    sealed interface PhotoSource {
        record Uploaded(String sha256) implements PhotoSource {}

        record At(URI address) implements PhotoSource {}
    }

    /** What goes behind the subject. */
    sealed interface BackdropOrder {
        record Flat(Rgb rgb) implements BackdropOrder {}

        record Painted(String prompt) implements BackdropOrder {}

        record Uploaded(String sha256) implements BackdropOrder {}

        record Nothing() implements BackdropOrder {}
    }

    /** The photos of the shelf that the task needs. */
    List<String> uploads() {
        List<String> names = new ArrayList<>();
        if (photo instanceof PhotoSource.Uploaded uploaded) {
            names.add(uploaded.sha256());
        }
        if (backdrop instanceof BackdropOrder.Uploaded uploaded) {
            names.add(uploaded.sha256());
        }
        return names;
    }

    /** @throws Problem with status 400 if it isn't a request, in words that say what to change */
    static TaskRequest parse(byte[] json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            throw Problem.badRequest("the body is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        onlyFields(root, "the body", Set.of("photo", "background", "seed", "format"));
        OutputFormat format = format(root.path("format"));
        BackdropOrder backdrop = backdrop(root.path("background"));
        if (backdrop instanceof BackdropOrder.Nothing && format == OutputFormat.JPEG) {
            throw Problem.badRequest("JPEG has no transparency; ask for format png");
        }
        return new TaskRequest(photo(root.path("photo")), backdrop, seed(root.path("seed")), format);
    }

    static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    private static void onlyFields(JsonNode node, String name, Set<String> known) {
        if (!node.isObject()) {
            throw Problem.badRequest(name + " must be a JSON object");
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw Problem.badRequest(name + " has a field '" + field + "' that is not known");
            }
        });
    }

    private static PhotoSource photo(JsonNode node) {
        onlyFields(node, "photo", Set.of("sha256", "url"));
        if (node.size() != 1) {
            throw Problem.badRequest("photo must have exactly one of sha256 and url");
        }
        if (node.has("sha256")) {
            return new PhotoSource.Uploaded(sha256(node, "photo.sha256"));
        }
        try {
            URI address = new URI(text(node.get("url"), "photo.url"));
            if (address.getHost() != null) {
                return new PhotoSource.At(address);
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below, in the same words as an address without a host.
        }
        throw Problem.badRequest("photo.url must be an https address");
    }

    private static BackdropOrder backdrop(JsonNode node) {
        onlyFields(node, "background", Set.of("color", "prompt", "image", "transparent"));
        if (node.size() != 1) {
            throw Problem.badRequest("background must have exactly one of color, prompt, image and transparent");
        }
        if (node.has("color")) {
            try {
                return new BackdropOrder.Flat(Rgb.parse(text(node.get("color"), "background.color")));
            } catch (IllegalArgumentException notAColor) {
                throw Problem.badRequest(notAColor.getMessage());
            }
        }
        if (node.has("prompt")) {
            String prompt = text(node.get("prompt"), "background.prompt").strip();
            if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
                throw Problem.badRequest("background.prompt must have 1 to " + LONGEST_PROMPT + " characters");
            }
            return new BackdropOrder.Painted(prompt);
        }
        if (node.has("image")) {
            onlyFields(node.get("image"), "background.image", Set.of("sha256"));
            return new BackdropOrder.Uploaded(sha256(node.get("image"), "background.image.sha256"));
        }
        if (!node.get("transparent").isBoolean() || !node.get("transparent").booleanValue()) {
            throw Problem.badRequest("background.transparent can only be true");
        }
        return new BackdropOrder.Nothing();
    }

    private static String sha256(JsonNode node, String name) {
        String text = text(node.path("sha256"), name);
        if (!isSha256(text)) {
            throw Problem.badRequest(name + " must be 64 lower-case hexadecimal digits");
        }
        return text;
    }

    private static String text(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw Problem.badRequest(name + " must be a text");
        }
        return node.textValue();
    }

    private static long seed(JsonNode node) {
        if (node.isMissingNode()) {
            return 0;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < 0
                || node.longValue() > LARGEST_SEED) {
            throw Problem.badRequest("seed must be a whole number from 0 to " + LARGEST_SEED);
        }
        return node.longValue();
    }

    private static OutputFormat format(JsonNode node) {
        String text = node.isTextual() ? node.textValue() : "";
        return switch (text) {
            case "png" -> OutputFormat.PNG;
            case "jpeg" -> OutputFormat.JPEG;
            default -> throw Problem.badRequest("format must be png or jpeg");
        };
    }
}
