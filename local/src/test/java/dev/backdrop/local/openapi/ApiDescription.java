package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI 3.0 document, as a test walks it: every reference is resolved where it stands. */
public final class ApiDescription {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    private ApiDescription(JsonNode raw) {
        this.document = resolved(raw, raw, 0);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry ->
                                new Operation(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))
                        .forEach(operation -> operations.put(operation.key(), operation)));
    }

    public static ApiDescription read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static ApiDescription parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document = new Yaml(new SafeConstructor(options)).load(yaml);
        return new ApiDescription(MAPPER.valueToTree(document));
    }

    /** A schema that holds itself is none of ours, and would never end. */
    private static JsonNode resolved(JsonNode node, JsonNode root, int depth) {
        if (depth > 60) {
            throw new IllegalArgumentException("the document's references go in circles");
        }
        if (node.path("$ref").isTextual()) {
            String reference = node.path("$ref").textValue();
            JsonNode target = root.at(reference.substring(1));
            if (!reference.startsWith("#/") || target.isMissingNode()) {
                throw new IllegalArgumentException(reference + " is nowhere in the document");
            }
            return resolved(target, root, depth + 1);
        }
        if (node instanceof ArrayNode list) {
            ArrayNode all = MAPPER.createArrayNode();
            list.forEach(item -> all.add(resolved(item, root, depth + 1)));
            return all;
        }
        if (node instanceof ObjectNode) {
            ObjectNode all = MAPPER.createObjectNode();
            node.properties().forEach(entry -> all.set(entry.getKey(), resolved(entry.getValue(), root, depth + 1)));
            return all;
        }
        return node;
    }

    /** In the document's order. */
    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /** @param key such as {@code GET /jobs} */
    public Operation operation(String key) {
        Operation found = operations.get(key);
        if (found == null) {
            throw new IllegalArgumentException("there is no operation " + key + " in the description");
        }
        return found;
    }

    /** Every answer that is promised, in the document's order. */
    public List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        operations
                .values()
                .forEach(operation -> operation
                        .description()
                        .path("responses")
                        .properties()
                        .forEach(response -> response.getValue()
                                .path("content")
                                .fieldNames()
                                .forEachRemaining(type -> outcomes.add(
                                        new Outcome(operation.key(), Integer.parseInt(response.getKey()), type)))));
        return outcomes;
    }

    /** What is promised of an answer: its headers and forms. */
    public JsonNode response(Outcome outcome) {
        return operation(outcome.operation()).description().path("responses").path("" + outcome.status());
    }

    /** The whole document, resolved. */
    public JsonNode document() {
        return document;
    }
}
