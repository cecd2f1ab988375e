package dev.backdrop.local.cloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The console's files: resources of the class path under {@code console/}, served under {@code /console/}. A page of them may
 * talk to this server and to S3, and to nobody else.
 */
public final class Console {

    private static final String BASE = "/console/";
    /** No dots in front, nothing encoded, nothing that could lead elsewhere. */
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private final ClassLoader resources;
    private final Map<String, String> headers;

    /** @param s3 where its pages upload photos to, and show results from */
    public Console(URI s3) {
        this(s3, Console.class.getClassLoader());
    }

    Console(URI s3, ClassLoader resources) {
        this.resources = resources;
        this.headers = new LinkedHashMap<>();
        headers.put("cache-control", "no-cache");
        headers.put(
                "content-security-policy",
                "default-src 'self'; connect-src 'self' " + s3 + "; img-src 'self' data: blob: " + s3
                        + "; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.put("x-content-type-options", "nosniff");
        headers.put("referrer-policy", "no-referrer");
    }

    /** Nothing for a request that isn't for the console. */
    Optional<Answer> answer(Call call) {
        boolean entrance = call.path().equals("/") || call.path().equals("/console");
        if (!entrance && !call.path().startsWith(BASE)) {
            return Optional.empty();
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            // A preflight of a page elsewhere gets the same: nothing here is for others.
            return Optional.of(Answer.message(405, "Method Not Allowed").with("allow", "GET, HEAD"));
        }
        Answer answer = entrance
                ? Answer.empty(302).with("location", BASE)
                : file(call.path().substring(BASE.length()));
        return Optional.of(answer.with(headers));
    }

    private Answer file(String path) {
        String name = path.isEmpty() ? "index.html" : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !FILE.matcher(name).matches()) {
            return Answer.message(404, "Not Found");
        }
        try (InputStream file = resources.getResourceAsStream("console/" + name)) {
            return file == null ? Answer.message(404, "Not Found") : Answer.of(200, type, file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
