package dev.backdrop.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a request together from parts of requests, most important first: the first that says something about a field
 * wins. A background is one field, because mixing two of them makes no sense; output and placement are merged by their own
 * fields.
 */
public final class RequestLayers {

    private static final Set<String> MERGED = Set.of("output", "placement");

    private final List<Layer> layers = new ArrayList<>();

    /** A part of a request, and the name by which complaints call it. */
    private record Layer(String name, JsonNode part) {}

    /**
     * @param name what people call this part, such as {@code preset presets/white.json}
     * @throws InvalidRequestException if it isn't an object
     */
    public RequestLayers then(String name, JsonNode part) {
        if (!part.isObject()) {
            throw new InvalidRequestException(name, "must be a JSON object with fields of a request");
        }
        layers.add(new Layer(name, part));
        return this;
    }

    /** @throws InvalidRequestException naming the part and the field that is wrong */
    public Request merge() {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Layer layer : layers) {
            layer.part().properties().forEach(field -> add(merged, field.getKey(), field.getValue()));
        }
        try {
            return RequestJson.read(merged);
        } catch (InvalidRequestException wrong) {
            throw new InvalidRequestException(origin(wrong.field()) + wrong.field(), wrong.problem());
        }
    }

    private static void add(ObjectNode merged, String field, JsonNode value) {
        if (!merged.has(field)) {
            merged.set(field, value.deepCopy());
        } else if (MERGED.contains(field) && merged.get(field) instanceof ObjectNode parts && value.isObject()) {
            value.properties().forEach(part -> {
                if (!parts.has(part.getKey())) {
                    parts.set(part.getKey(), part.getValue());
                }
            });
        }
    }

    private String origin(String field) {
        String pointer = "/" + field.replace('.', '/');
        String top = "/" + field.split("\\.")[0];
        for (String place : List.of(pointer, top)) {
            for (Layer layer : layers) {
                if (!layer.part().at(place).isMissingNode()) {
                    return layer.name() + ", ";
                }
            }
        }
        return "";
    }
}
