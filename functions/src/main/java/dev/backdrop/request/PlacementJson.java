package dev.backdrop.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The {@code placement} of a request as JSON. */
final class PlacementJson {

    private PlacementJson() {}

    /** @return null if there is none, or one that asks for nothing */
    static Placement read(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        RequestJson.onlyKnown("placement", json, Set.of("canvas", "scale", "anchor"));
        return json.isEmpty()
                ? null
                : new Placement(canvas(json.path("canvas")), scale(json.path("scale")), anchor(json.path("anchor")));
    }

    private static Canvas canvas(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        try {
            return Canvas.parse(RequestJson.text("placement.canvas", json));
        } catch (IllegalArgumentException notACanvas) {
            throw new InvalidRequestException("placement.canvas", notACanvas.getMessage());
        }
    }

    private static double scale(JsonNode json) {
        if (json.isMissingNode()) {
            return 1;
        }
        double scale = json.asDouble();
        if (!json.isNumber() || scale < Placement.SMALLEST_SCALE || scale > Placement.LARGEST_SCALE) {
            throw new InvalidRequestException(
                    "placement.scale",
                    "must be a number from " + Placement.SMALLEST_SCALE + " to " + (int) Placement.LARGEST_SCALE);
        }
        return scale;
    }

    private static Anchor anchor(JsonNode json) {
        if (json.isMissingNode()) {
            return Anchor.CENTER;
        }
        String word = RequestJson.text("placement.anchor", json);
        return Anchor.of(word)
                .orElseThrow(() -> new InvalidRequestException(
                        "placement.anchor", "must be one of " + Anchor.words() + ", not '" + word + "'"));
    }

    static ObjectNode write(Placement placement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (placement.canvas() != null) {
            json.put("canvas", placement.canvas().text());
        }
        json.put("scale", placement.scale());
        json.put("anchor", placement.anchor().word());
        return json;
    }
}
