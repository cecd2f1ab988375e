package dev.backdrop.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.json.Json;
import dev.backdrop.settings.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of providers in one variable, as a JSON object of names and values: a stack has one parameter for all of them,
 * and a new provider needs no change of the template. What is said here wins over a variable of its own.
 */
public final class ProviderSettings {

    static final String NAME = "BACKDROP_PROVIDER_SETTINGS";

    private static final String PREFIX = "BACKDROP_";

    private ProviderSettings() {}

    /** @throws InvalidSettingException if it is no such object, or holds a secret, which everybody could read here */
    public static Map<String, String> over(Map<String, String> environment) {
        String text = environment.getOrDefault(NAME, "").strip();
        if (text.isEmpty()) {
            return environment;
        }
        Map<String, String> all = new LinkedHashMap<>(environment);
        read(text).properties().forEach(setting -> {
            String name = setting.getKey();
            if (!name.startsWith(PREFIX) || !setting.getValue().isValueNode()) {
                throw new InvalidSettingException(NAME + ": '" + name
                        + "' must be a setting's name, such as BACKDROP_FASHN_MODEL, with a plain value");
            }
            if (name.endsWith("_API_KEY") || name.endsWith("_SECRET")) {
                throw new InvalidSettingException(NAME + ": put " + name + " into the provider secret, not in here");
            }
            all.put(name, setting.getValue().asText());
        });
        return all;
    }

    private static JsonNode read(String text) {
        try {
            JsonNode json = Json.mapper().readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            throw new InvalidSettingException(NAME + " is not JSON: " + notJson.getOriginalMessage());
        }
        throw new InvalidSettingException(NAME + " must be a JSON object of settings and their values");
    }
}
