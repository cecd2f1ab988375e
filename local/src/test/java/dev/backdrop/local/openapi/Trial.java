package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something to send, and what the description says of it.
 *
 * @param field which field or parameter was varied, such as {@code background.color}; empty for the whole body
 * @param sent the body, or the parameter's value
 * @param allowed whether the description allows it
 */
public record Trial(String field, JsonNode sent, boolean allowed) {

    private static final int SHOWN = 160;

    @Override
    public String toString() {
        String text = sent.toString();
        return (field.isEmpty() ? "body" : field) + " in "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
