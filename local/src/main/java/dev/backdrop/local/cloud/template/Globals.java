package dev.backdrop.local.cloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SAM's globals: what a resource says wins, maps are merged key by key, lists are added up, the globals' items first. */
final class Globals {

    private static final Map<String, String> SECTIONS = Map.of(
            ResourceTypes.FUNCTION, "Function",
            ResourceTypes.STATE_MACHINE, "StateMachine",
            ResourceTypes.SIMPLE_TABLE, "SimpleTable",
            ResourceTypes.HTTP_API, "HttpApi");

    private final Map<String, Object> globals;

    Globals(Map<String, Object> globals) {
        this.globals = globals;
        globals.keySet().forEach(section -> {
            if (!SECTIONS.containsValue(section)) {
                throw new TemplateException("Globals." + section + " is not known here");
            }
        });
    }

    Map<String, Object> merged(String type, Map<String, Object> own) {
        String section = SECTIONS.get(type);
        return section == null
                ? own
                : merge(new Properties(globals, "Globals").map(section).values(), own);
    }

    private static Map<String, Object> merge(Map<String, Object> general, Map<String, Object> own) {
        Map<String, Object> merged = new LinkedHashMap<>(general);
        own.forEach((key, value) -> merged.merge(key, value, Globals::both));
        return merged;
    }

    private static Object both(Object general, Object own) {
        if (general instanceof Map<?, ?> left && own instanceof Map<?, ?> right && !isCall(left) && !isCall(right)) {
            return merge(YamlReader.withTextKeys(left), YamlReader.withTextKeys(right));
        }
        if (general instanceof List<?> left && own instanceof List<?> right) {
            List<Object> all = new ArrayList<>(left);
            all.addAll(right);
            return all;
        }
        return own;
    }

    private static boolean isCall(Map<?, ?> map) {
        return map.size() == 1
                && map.keySet().stream()
                        .allMatch(
                                key -> key.equals("Ref") || String.valueOf(key).startsWith("Fn::"));
    }
}
