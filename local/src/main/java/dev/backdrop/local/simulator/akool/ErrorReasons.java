package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** What stands in {@code error_reasons} of a failed task; the vendor's page shows the list empty only. */
public enum ErrorReasons {
    /** Texts. */
    TEXTS,
    /** {@code {"code", "msg"}}, as the API's other answers are. */
    OBJECTS;

    private static final int CODE = 5001;

    void write(String reason, ArrayNode list) {
        switch (this) {
            case TEXTS -> list.add(reason);
            case OBJECTS -> list.addObject().put("code", CODE).put("msg", reason);
        }
    }
}
