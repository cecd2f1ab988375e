package dev.backdrop.workflow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.json.Json;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.ObjectMetadata;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.request.RequestLayers;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;

/**
 * Works out what was asked of an upload: what the caller sent, else the object's metadata, then the preset of its folder,
 * then the stack's defaults, field by field.
 */
public final class RequestResolver {

    private static final String STACK_DEFAULT =
            "{\"background\":{\"prompt\":\"plain light grey studio backdrop, soft shadow\"},"
                    + "\"provider\":\"auto\",\"output\":{\"format\":\"png\"}}";

    private final Presets presets;
    private final ObjectNode defaults;

    public RequestResolver(PhotoStore photos, Settings settings) {
        this.presets = new Presets(photos);
        this.defaults = defaults(settings);
    }

    private static ObjectNode defaults(Settings settings) {
        String text = settings.text("BACKDROP_DEFAULT_REQUEST", STACK_DEFAULT);
        try {
            if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            throw new InvalidSettingException("BACKDROP_DEFAULT_REQUEST is not JSON: " + notJson.getOriginalMessage());
        }
        throw new InvalidSettingException("BACKDROP_DEFAULT_REQUEST must be a JSON object");
    }

    /**
     * @param asked what the caller sent, or null
     * @param whole whether that is all: nothing beside the photo counts then
     * @throws InvalidRequestException naming the part and the field that is wrong
     */
    public Request resolve(PhotoStore.Upload upload, ObjectNode asked, boolean whole) {
        if (whole && asked != null) {
            return RequestJson.read(asked);
        }
        RequestLayers layers = new RequestLayers();
        if (asked != null) {
            layers.then("request", asked);
        }
        layers.then("metadata of the upload", ObjectMetadata.part(upload.metadata()));
        Presets.folder(upload.source().key())
                .flatMap(folder -> presets.read(upload.source().bucket(), folder))
                .ifPresent(preset -> layers.then(preset.name(), preset.part()));
        return layers.then("the stack's default request", defaults).merge();
    }

    /**
     * For many photos that are asked for together, such as a batch.
     *
     * @param asked what the caller sent for all of them, or null
     */
    public SharedRequests shared(ObjectNode asked) {
        return new SharedRequests(presets, asked, defaults);
    }
}
