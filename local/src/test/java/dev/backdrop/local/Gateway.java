package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.functions.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls the deployed function behind the HTTP API as the gateway does. */
final class Gateway {

    private final LocalCloud cloud;

    record Reply(int status, JsonNode body) {}

    Gateway(World world) {
        this(world.cloud);
    }

    Gateway(LocalCloud cloud) {
        this.cloud = cloud;
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
        Invocation invocation = cloud.functions().invoke(cloud.name("ApiFunction"), event);
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

    /**
     * Sends a picture as an answer's {@code upload} says.
     *
     * @param instead headers that are sent with another value
     */
    static int put(JsonNode upload, byte[] bytes, Map<String, String> instead) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        upload.path("headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header -> request.header(
                        header.getKey(),
                        instead.getOrDefault(header.getKey(), header.getValue().asText())));
        return send(request.build()).statusCode();
    }

    static HttpResponse<byte[]> open(String link) {
        return send(HttpRequest.newBuilder(URI.create(link)).build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
