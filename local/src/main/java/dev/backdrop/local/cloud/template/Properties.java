package dev.backdrop.local.cloud.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of the template, its functions evaluated, read by type; every message names the place. */
final class Properties {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values;
    private final String where;

    Properties(Map<String, Object> values, String where) {
        this.values = values;
        this.where = where;
    }

    String where() {
        return where;
    }

    Map<String, Object> values() {
        return values;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Optional<String> text(String name) {
        return has(name) ? Optional.of(Intrinsics.text(values.get(name), where + "." + name)) : Optional.empty();
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new TemplateException(where + " has no " + name));
    }

    int number(String name, int otherwise) {
        String text = text(name).orElse(String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TemplateException(where + "." + name + " is not a whole number: " + text, e);
        }
    }

    boolean flag(String name, boolean otherwise) {
        return switch (text(name).orElse(String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TemplateException(where + "." + name + " is not true or false: " + values.get(name));
        };
    }

    /** Empty if it isn't there. */
    Properties map(String name) {
        Object value = values.getOrDefault(name, Map.of());
        if (value instanceof Map<?, ?> map) {
            return new Properties(YamlReader.withTextKeys(map), where + "." + name);
        }
        throw new TemplateException(where + "." + name + " is not a map: " + value);
    }

    /** The maps of a list; empty if it isn't there. */
    List<Properties> maps(String name) {
        Object value = values.getOrDefault(name, List.of());
        List<Properties> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                maps.add(new Properties(Map.of("item", item), where + "." + name).map("item"));
            }
            return maps;
        }
        throw new TemplateException(where + "." + name + " is not a list: " + value);
    }

    /** A list of scalars, each as text; empty if it isn't there. */
    List<String> list(String name) {
        if (values.getOrDefault(name, List.of()) instanceof List<?> list) {
            return list.stream()
                    .map(item -> Intrinsics.text(item, where + "." + name))
                    .toList();
        }
        throw new TemplateException(where + "." + name + " is not a list: " + values.get(name));
    }

    /** A map of scalars, each as text. */
    Map<String, String> texts(String name) {
        Properties map = map(name);
        Map<String, String> texts = new LinkedHashMap<>();
        map.values.forEach((key, value) -> texts.put(key, Intrinsics.text(value, map.where + "." + key)));
        return texts;
    }

    JsonNode json(String name) {
        return JSON.valueToTree(values.get(name));
    }

    /** JSON that the template holds as text. */
    JsonNode parsed(String name) {
        try {
            return JSON.readTree(required(name));
        } catch (JsonProcessingException e) {
            throw new TemplateException(where + "." + name + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws TemplateException if one of these is there */
    void refuse(String... names) {
        for (String name : names) {
            if (has(name)) {
                throw new TemplateException(where + " has " + name + ", which is not known here");
            }
        }
    }
}
