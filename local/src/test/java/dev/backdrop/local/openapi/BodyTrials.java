package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Bodies at and beyond every bound of a schema: each is an allowed one with one field changed, so that what is wrong about it
 * is that field.
 */
public final class BodyTrials {

    private static final String UNKNOWN = "unheardOf";

    private final ObjectNode schema;
    private final List<ObjectNode> bases;
    private final Map<String, JsonNode> samples;
    private final List<Trial> trials = new ArrayList<>();

    private BodyTrials(ObjectNode schema, Collection<ObjectNode> bases, Map<String, JsonNode> samples) {
        this.schema = schema;
        this.bases = List.copyOf(bases);
        this.samples = samples;
    }

    /**
     * @param bases allowed bodies, between them with every alternative that excludes another one
     * @param samples values of fields that are to be varied, in place of those that the schema suggests
     */
    public static List<Trial> of(ObjectNode schema, Collection<ObjectNode> bases, Map<String, JsonNode> samples) {
        BodyTrials trials = new BodyTrials(schema, bases, samples);
        trials.whole();
        trials.fields(List.of(), schema);
        return trials.trials;
    }

    private void whole() {
        for (JsonNode other : Variants.of(schema, bases.get(0))) {
            add("", other);
        }
    }

    private void fields(List<String> parent, JsonNode parentSchema) {
        add(path(parent, UNKNOWN), with(parent, UNKNOWN, JsonNodeFactory.instance.numberNode(1)));
        parentSchema.path("required").forEach(name -> {
            ObjectNode body = base(parent, name.asText()).deepCopy();
            ((ObjectNode) at(body, parent)).remove(name.asText());
            add(path(parent, name.asText()), body);
        });
        parentSchema
                .path("properties")
                .properties()
                .forEach(property -> field(parent, property.getKey(), (ObjectNode) property.getValue()));
        alternatives(parent, parentSchema);
    }

    private void field(List<String> parent, String name, ObjectNode fieldSchema) {
        String path = path(parent, name);
        JsonNode sample = samples.getOrDefault(path, Samples.of(fieldSchema));
        Variants.of(fieldSchema, sample).forEach(value -> add(path, with(parent, name, value)));
        if (fieldSchema.has("properties")) {
            List<String> below = new ArrayList<>(parent);
            below.add(name);
            fields(below, fieldSchema);
        }
    }

    /** Two where one is allowed. */
    private void alternatives(List<String> parent, JsonNode parentSchema) {
        if (parentSchema.path("maxProperties").asInt() != 1) {
            return;
        }
        ObjectNode two = JsonNodeFactory.instance.objectNode();
        parentSchema.path("properties").properties().stream()
                .limit(2)
                .forEach(property -> two.set(property.getKey(), Samples.of(property.getValue())));
        List<String> above = parent.subList(0, parent.size() - 1);
        add(String.join(".", parent), with(above, parent.get(parent.size() - 1), two));
    }

    private void add(String field, JsonNode body) {
        trials.add(new Trial(field, body, Schemas.allows(schema, body)));
    }

    private static String path(List<String> parent, String name) {
        return parent.isEmpty() ? name : String.join(".", parent) + "." + name;
    }

    /** A body with this value there, and nothing else about it that isn't allowed. */
    private ObjectNode with(List<String> parent, String name, JsonNode value) {
        ObjectNode body = base(parent, name).deepCopy();
        ((ObjectNode) at(body, parent)).set(name, value);
        return body;
    }

    private ObjectNode base(List<String> parent, String name) {
        JsonNode fieldSchema = schema;
        for (String step : parent) {
            fieldSchema = fieldSchema.path("properties").path(step);
        }
        fieldSchema = fieldSchema.path("properties").path(name);
        List<String> path = new ArrayList<>(parent);
        path.add(name);
        for (ObjectNode base : bases) {
            ObjectNode body = base.deepCopy();
            boolean unknown = fieldSchema.isMissingNode();
            place(body, schema, unknown ? parent : path, unknown ? null : sample(path, fieldSchema));
            if (Schemas.allows(schema, body)) {
                return body;
            }
        }
        throw new IllegalArgumentException("no example of a body can have " + path);
    }

    private JsonNode sample(List<String> path, JsonNode fieldSchema) {
        JsonNode sample = samples.get(String.join(".", path));
        return sample == null ? Samples.of(fieldSchema) : sample;
    }

    /** Makes room on the way down: what is missing is added, and an alternative gives way. */
    private void place(ObjectNode object, JsonNode objectSchema, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return;
        }
        String name = path.get(0);
        if (objectSchema.path("maxProperties").asInt() == 1 && !object.has(name)) {
            object.removeAll();
        }
        JsonNode below = objectSchema.path("properties").path(name);
        if (path.size() == 1) {
            if (value != null) {
                object.set(name, value);
            } else if (!object.has(name)) {
                object.set(name, Samples.of(below));
            }
            return;
        }
        if (!object.has(name)) {
            object.set(name, Samples.of(below));
        }
        place((ObjectNode) object.get(name), below, path.subList(1, path.size()), value);
    }

    private static JsonNode at(JsonNode body, List<String> path) {
        JsonNode node = body;
        for (String step : path) {
            node = node.path(step);
        }
        return node;
    }
}
