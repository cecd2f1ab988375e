package dev.backdrop.local.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer, and how it reaches the caller.
 *
 * @param headers without the framing ones, which follow from the rest
 * @param padding how many zero bytes follow the body
 */
public record Answer(int status, Map<String, String> headers, byte[] body, long padding, Delivery delivery) {

    /** How an answer reaches the caller. */
    public enum Delivery {
        WHOLE,
        /** The connection is closed before a byte is sent. */
        DROPPED,
        /** All of the body is promised, half of it is sent, then the connection is closed. */
        CUT_SHORT
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, 0, Delivery.WHOLE);
    }

    public static Answer text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, JsonNode body) {
        return text(status, "application/json", body.toString());
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], 0, Delivery.WHOLE);
    }

    /** The same with one header set. */
    public Answer with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return new Answer(status, changed, body, padding, delivery);
    }

    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other, padding, delivery);
    }

    /** The same with zero bytes after the body. */
    public Answer padded(long bytes) {
        return new Answer(status, headers, body, bytes, delivery);
    }

    public Answer delivered(Delivery other) {
        return new Answer(status, headers, body, padding, other);
    }

    /** What the caller sees of the status: 0 when no answer reaches it. */
    public int visibleStatus() {
        return delivery == Delivery.DROPPED ? 0 : status;
    }
}
