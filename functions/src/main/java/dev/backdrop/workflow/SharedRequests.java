package dev.backdrop.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestLayers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what was asked of many photos together: what is said of a photo alone, then what is said of all of them, then
 * the preset of the photo's folder, then the stack's defaults, field by field. Reads each preset once. For one thread.
 */
public final class SharedRequests {

    /** Photos of a folder come one after the other, so few folders need to be remembered. */
    private static final int FOLDERS = 256;

    /** What complaints call the part that is said of all photos. */
    public static final String ASKED = "request of the batch";

    private final Presets presets;
    private final ObjectNode asked;
    private final ObjectNode defaults;
    private final Map<String, Optional<Presets.Preset>> presetOf = new Recent<>();
    private final Map<String, Request> requestOf = new Recent<>();

    /** @param asked of all photos, or null */
    SharedRequests(Presets presets, ObjectNode asked, ObjectNode defaults) {
        this.presets = presets;
        this.asked = asked;
        this.defaults = defaults;
    }

    private static final class Recent<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > FOLDERS;
        }
    }

    /**
     * @param row what is said of this photo alone, or null
     * @throws InvalidRequestException naming the part and the field that is wrong
     */
    public Request resolve(String bucket, String key, ObjectNode row) {
        if (row != null && !row.isEmpty()) {
            return merge(bucket, key, row);
        }
        String folder = Presets.folder(key).orElse("");
        Request known = requestOf.get(folder);
        if (known == null) {
            known = merge(bucket, key, null);
            requestOf.put(folder, known);
        }
        return known;
    }

    private Request merge(String bucket, String key, ObjectNode row) {
        RequestLayers layers = new RequestLayers();
        if (row != null) {
            layers.then("row", row);
        }
        if (asked != null) {
            layers.then(ASKED, asked);
        }
        Presets.folder(key)
                .flatMap(folder -> preset(bucket, folder))
                .ifPresent(preset -> layers.then(preset.name(), preset.part()));
        return layers.then("the stack's default request", defaults).merge();
    }

    private Optional<Presets.Preset> preset(String bucket, String folder) {
        Optional<Presets.Preset> known = presetOf.get(folder);
        if (known == null) {
            known = presets.read(bucket, folder);
            presetOf.put(folder, known);
        }
        return known;
    }
}
