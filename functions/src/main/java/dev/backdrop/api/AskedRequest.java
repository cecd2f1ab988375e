package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.RequestJson;
import java.util.Set;

/** The fields of a request among those of a body. */
final class AskedRequest {

    static final Set<String> FIELDS = Set.of("background", "provider", "seed", "output", "placement");

    private AskedRequest() {}

    /**
     * @return the fields that the caller gave, each of them sound
     * @throws dev.backdrop.request.InvalidRequestException naming the field that is wrong
     */
    static ObjectNode of(ObjectNode body) {
        ObjectNode asked = body.deepCopy().retain(FIELDS);
        RequestJson.read(complete(asked));
        Spelling.demand(asked);
        return asked;
    }

    /** A request needs a background, which the caller may leave to a preset or to the stack. */
    private static ObjectNode complete(ObjectNode asked) {
        ObjectNode whole = asked.deepCopy();
        if (!whole.has("background")) {
            whole.putObject("background").put("transparent", true);
        }
        return whole;
    }
}
