package dev.backdrop.local.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls an API over HTTP. By the old client of the JDK, because the new one can't send what isn't ASCII in a header, and
 * that is one of the mistakes to make.
 */
public final class HttpCaller {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI base;

    public HttpCaller(URI base) {
        this.base = base;
    }

    public Reply get(String path) {
        return call("GET", path, Map.of(), null);
    }

    /** @param body JSON, or null for none */
    public Reply post(String path, String body) {
        return call("POST", path, Map.of(), body);
    }

    /**
     * @param path with the query, encoded
     * @param body null for none; {@code application/json} unless the headers say otherwise
     */
    public Reply call(String method, String path, Map<String, String> headers, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            if (body != null) {
                connection.setRequestProperty("Content-Type", "application/json");
            }
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            return reply(connection);
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + path, broken);
        }
    }

    private static Reply reply(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        Map<String, List<String>> headers = new TreeMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, headers, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
