package dev.backdrop.batch.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** What is asked of every row, whatever the format. */
final class Rows {

    /** S3's limit, in bytes of UTF-8. */
    private static final int LONGEST_KEY = 1024;

    private static final char UNREADABLE = '\uFFFD';

    private Rows() {}

    static Row checked(long line, String key, ObjectNode request) {
        if (key.isEmpty()) {
            return new Row.Bad(line, null, "key", "is missing; name a photo in the input bucket");
        }
        if (key.indexOf(UNREADABLE) >= 0 || request.toString().indexOf(UNREADABLE) >= 0) {
            return new Row.Bad(line, null, null, "is not UTF-8; save the manifest as UTF-8");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            return new Row.Bad(line, null, "key", "has more than " + LONGEST_KEY + " bytes, which no object's key has");
        }
        if (!key.startsWith("batches/") && !key.startsWith("uploads/")) {
            return new Row.Bad(line, key, "key", "must start with batches/ or uploads/");
        }
        return new Row.Photo(line, key, request);
    }
}
