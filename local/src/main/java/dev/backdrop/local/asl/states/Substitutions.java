package dev.backdrop.local.asl.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DefinitionSubstitutions of a template: replaces <code>${Name}</code> in every text of a definition. */
final class Substitutions {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

    private final Map<String, String> values;

    Substitutions(Map<String, String> values) {
        this.values = values;
    }

    /** @throws InvalidDefinitionException naming the first placeholder that has no value, and its place */
    JsonNode apply(String path, JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(replaced(path, node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> object.set(
                            replaced(path, entry.getKey()), apply(path + "." + entry.getKey(), entry.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                array.add(apply(path + "[" + i + "]", node.get(i)));
            }
            return array;
        }
        return node;
    }

    private String replaced(String path, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new InvalidDefinitionException(
                        path,
                        found.group() + " has no value; DefinitionSubstitutions has " + new TreeSet<>(values.keySet()));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
