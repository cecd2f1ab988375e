package dev.backdrop.workflow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.json.Json;
import dev.backdrop.request.InvalidRequestException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The presets of folders: {@code uploads/<x>/...} and {@code batches/<x>/...} have {@code presets/<x>.json}. */
final class Presets {

    private static final List<String> ROOTS = List.of("uploads/", "batches/");

    private final PhotoStore photos;

    Presets(PhotoStore photos) {
        this.photos = photos;
    }

    /**
     * A part of a request.
     *
     * @param name what complaints call it
     */
    record Preset(String name, JsonNode part) {}

    /** The folder that decides which preset a photo has, if it lies in one. */
    static Optional<String> folder(String key) {
        return ROOTS.stream()
                .filter(key::startsWith)
                .filter(root -> key.indexOf('/', root.length()) >= 0)
                .map(root -> key.substring(root.length(), key.indexOf('/', root.length())))
                .findFirst();
    }

    /**
     * @return nothing if there is no such preset
     * @throws InvalidRequestException if it isn't JSON
     */
    Optional<Preset> read(String bucket, String folder) {
        String name = "preset presets/" + folder + ".json";
        return photos.readPreset(bucket, folder).map(bytes -> new Preset(name, parse(name, bytes)));
    }

    private static JsonNode parse(String name, byte[] bytes) {
        try {
            return Json.mapper().readTree(bytes);
        } catch (JacksonException notJson) {
            throw new InvalidRequestException(name, "is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
    }
}
