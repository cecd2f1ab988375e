package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.functions.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls the deployed function behind the HTTP API as the gateway does. */
final class Gateway {

    private final World world;

    record Reply(int status, JsonNode body) {}

    Gateway(World world) {
        this.world = world;
    }

    Reply get(String path) {
        return call("GET", path, "", Map.of(), null);
    }

    Reply post(String path, String body) {
        return call("POST", path, "", Map.of(), body);
    }

    Reply postWithKey(String path, String key, String body) {
        return call("POST", path, "", Map.of("idempotency-key", key), body);
    }

    Reply call(String method, String path, String query, Map<String, String> headers, String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").put("rawPath", path).put("rawQueryString", query);
        ObjectNode all = event.putObject("headers").put("content-type", "application/json");
        headers.forEach(all::put);
        event.putObject("requestContext")
                .put("requestId", "req-1")
                .putObject("http")
                .put("method", method);
        event.put("body", body).put("isBase64Encoded", false);
        return send(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param event as the gateway writes it */
    Reply send(byte[] event) {
        Invocation invocation = world.cloud.functions().invoke(world.cloud.name("ApiFunction"), event);
        assertThat(invocation.succeeded()).as(new String(invocation.payload())).isTrue();
        try {
            JsonNode answer = Json.mapper().readTree(invocation.payload());
            return new Reply(
                    answer.path("statusCode").asInt(),
                    Json.mapper().readTree(answer.path("body").asText()));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
