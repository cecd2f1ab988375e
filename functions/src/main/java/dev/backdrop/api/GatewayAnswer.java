package dev.backdrop.api;

import java.util.Map;

/** An answer as an HTTP API takes it, payload format 2.0. */
public record GatewayAnswer(int statusCode, Map<String, String> headers, String body) {

    public GatewayAnswer {
        headers = Map.copyOf(headers);
    }
}
