package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Json;

/** How the headers of an upload are written in the reply: the vendor's schema, samples and older pages differ. */
public enum UploadHeaders {
    /** An object, the length as text, as in the guides' samples. */
    OBJECT_OF_TEXT(false, true),
    /** An object, the length as a number, as in the schema. */
    OBJECT_WITH_NUMBER(false, false),
    /** {@code [{"key", "value"}]}, the length as text, as in older pages. */
    LIST_OF_TEXT(true, true),
    /** {@code [{"key", "value"}]}, the length as a number. */
    LIST_WITH_NUMBER(true, false);

    private final boolean list;
    private final boolean text;

    UploadHeaders(boolean list, boolean text) {
        this.list = list;
        this.text = text;
    }

    JsonNode write(String contentType, long contentLength) {
        ObjectNode headers = Json.object().put("Content-Type", contentType);
        if (text) {
            headers.put("Content-Length", String.valueOf(contentLength));
        } else {
            headers.put("Content-Length", contentLength);
        }
        if (!list) {
            return headers;
        }
        ArrayNode pairs = headers.arrayNode();
        headers.properties()
                .forEach(header -> pairs.addObject().put("key", header.getKey()).set("value", header.getValue()));
        return pairs;
    }
}
