package dev.backdrop.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Requests as JSON: one reading with clear complaints, one canonical writing. */
public final class RequestJson {

    private static final int LONGEST_PROMPT = 1024;
    private static final int LONGEST_ADDRESS = 2048;
    private static final long LARGEST_SEED = (1L << 32) - 1;
    private static final int LARGEST_SIDE = 16_384;
    private static final Set<String> FIELDS = Set.of("background", "provider", "seed", "output", "placement");
    private static final List<String> BACKGROUNDS = List.of("prompt", "color", "image", "transparent");

    private RequestJson() {}

    /**
     * Reads a whole request; {@code provider} and {@code output} may be missing.
     *
     * @throws InvalidRequestException for anything that isn't a request
     */
    public static Request read(JsonNode json) {
        onlyKnown("", json, FIELDS);
        JsonNode provider = json.path("provider");
        if (!provider.isMissingNode() && !provider.isTextual()) {
            throw new InvalidRequestException("provider", "must be a provider's name, or auto");
        }
        return new Request(
                background(json.path("background")),
                provider.asText(Request.AUTO).strip().toLowerCase(Locale.ROOT),
                seed(json.path("seed")),
                output(json.path("output")),
                PlacementJson.read(json.path("placement")));
    }

    private static Background background(JsonNode json) {
        if (json.isMissingNode()) {
            throw new InvalidRequestException(
                    "background",
                    "is missing. Say what goes behind the subject: a prompt, a color, an image, or transparent");
        }
        onlyKnown("background", json, Set.copyOf(BACKGROUNDS));
        if (json.size() != 1) {
            throw new InvalidRequestException("background", "must have exactly one of " + BACKGROUNDS);
        }
        String kind = json.fieldNames().next();
        JsonNode value = json.get(kind);
        String field = "background." + kind;
        return switch (kind) {
            case "prompt" -> new Background.Prompt(prompt(field, text(field, value)));
            case "color" -> color(field, text(field, value));
            case "image" -> image(field, text(field, value));
            default -> transparent(field, value);
        };
    }

    private static String prompt(String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_PROMPT) {
            throw new InvalidRequestException(
                    field, "has " + length + " characters; " + LONGEST_PROMPT + " are allowed");
        }
        return text;
    }

    private static Background color(String field, String text) {
        try {
            return new Background.Color(Rgb.parse(text));
        } catch (IllegalArgumentException notAColor) {
            throw new InvalidRequestException(field, notAColor.getMessage());
        }
    }

    private static Background image(String field, String text) {
        if (text.length() > LONGEST_ADDRESS) {
            throw new InvalidRequestException(
                    field, "has " + text.length() + " characters; " + LONGEST_ADDRESS + " are allowed");
        }
        try {
            URI address = URI.create(text);
            if (("s3".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getAuthority() != null
                    && address.getPath().length() > 1) {
                return new Background.Image(address);
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, in the same words as an address of another scheme.
        }
        throw new InvalidRequestException(field, "must be an s3://bucket/key or https:// address, not '" + text + "'");
    }

    private static Background transparent(String field, JsonNode value) {
        if (!value.isBoolean() || !value.booleanValue()) {
            throw new InvalidRequestException(field, "can only be true; leave it out otherwise");
        }
        return new Background.Transparent();
    }

    private static Long seed(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        if (!json.isIntegralNumber()
                || !json.canConvertToLong()
                || json.longValue() < 0
                || json.longValue() > LARGEST_SEED) {
            throw new InvalidRequestException("seed", "must be a whole number from 0 to " + LARGEST_SEED);
        }
        return json.longValue();
    }

    private static Output output(JsonNode json) {
        if (json.isMissingNode()) {
            return new Output(OutputFormat.PNG, null);
        }
        onlyKnown("output", json, Set.of("format", "maxSide"));
        JsonNode format = json.path("format");
        return new Output(
                format.isMissingNode() ? OutputFormat.PNG : format(text("output.format", format)),
                maxSide(json.path("maxSide")));
    }

    private static OutputFormat format(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "png" -> OutputFormat.PNG;
            case "jpeg", "jpg" -> OutputFormat.JPEG;
            default -> throw new InvalidRequestException("output.format", "must be png or jpeg, not '" + text + "'");
        };
    }

    private static Integer maxSide(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        if (!json.isIntegralNumber()
                || !json.canConvertToInt()
                || json.intValue() < 1
                || json.intValue() > LARGEST_SIDE) {
            throw new InvalidRequestException("output.maxSide", "must be a number of pixels from 1 to " + LARGEST_SIDE);
        }
        return json.intValue();
    }

    static String text(String field, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InvalidRequestException(field, "must be a text that isn't empty");
        }
        return value.textValue().strip();
    }

    static void onlyKnown(String field, JsonNode json, Set<String> known) {
        if (!json.isObject()) {
            throw new InvalidRequestException(field.isEmpty() ? "request" : field, "must be an object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new InvalidRequestException(
                        field.isEmpty() ? name : field + "." + name,
                        "is unknown; known are "
                                + Arrays.toString(known.stream().sorted().toArray()));
            }
        });
    }

    /** The request with every field in a fixed order and form. */
    public static ObjectNode write(Request request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        write(json.putObject("background"), request.background());
        json.put("provider", request.provider());
        if (request.seed() != null) {
            json.put("seed", request.seed());
        }
        ObjectNode output = json.putObject("output");
        output.put("format", request.output().format().name().toLowerCase(Locale.ROOT));
        if (request.output().maxSide() != null) {
            output.put("maxSide", request.output().maxSide());
        }
        if (request.placement() != null) {
            json.set("placement", PlacementJson.write(request.placement()));
        }
        return json;
    }

    private static void write(ObjectNode json, Background background) {
        if (background instanceof Background.Prompt prompt) {
            json.put("prompt", prompt.text());
        } else if (background instanceof Background.Color color) {
            json.put("color", color.rgb().hex());
        } else if (background instanceof Background.Image image) {
            json.put("image", image.address().toString());
        } else {
            json.put("transparent", true);
        }
    }

    /** One text for one meaning: what a job's identity is made of. */
    public static String canonical(Request request) {
        return write(request).toString();
    }
}
