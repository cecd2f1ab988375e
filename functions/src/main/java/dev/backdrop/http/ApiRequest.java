package dev.backdrop.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** One HTTP request, immutable. Printing it shows neither header values nor the query: both can hold secrets. */
public final class ApiRequest {

    private final String method;
    private final URI address;
    private final Headers headers;
    private final byte[] body;

    private ApiRequest(String method, URI address, Headers headers, byte[] body) {
        this.method = Objects.requireNonNull(method, "method");
        this.address = Objects.requireNonNull(address, "address");
        this.headers = headers;
        this.body = body;
    }

    public static ApiRequest get(URI address) {
        return new ApiRequest("GET", address, Headers.NONE, null);
    }

    public static ApiRequest post(URI address) {
        return new ApiRequest("POST", address, Headers.NONE, null);
    }

    public static ApiRequest put(URI address) {
        return new ApiRequest("PUT", address, Headers.NONE, null);
    }

    /**
     * With one more header. Content-Length, Transfer-Encoding, Host and Connection follow from the body and the address and
     * are not to be given.
     *
     * @throws IllegalArgumentException as {@link Headers#and}
     */
    public ApiRequest header(String name, String value) {
        return new ApiRequest(method, address, headers.and(name, value), body);
    }

    /** With {@code Authorization: Bearer key}. */
    public ApiRequest bearer(String key) {
        return header("Authorization", "Bearer " + key);
    }

    /** With this body, whose Content-Type, if it needs one, is a header as any other. */
    public ApiRequest body(byte[] bytes) {
        return new ApiRequest(method, address, headers, bytes);
    }

    /** With this body and its Content-Type. */
    public ApiRequest body(String contentType, byte[] bytes) {
        return header("Content-Type", contentType).body(bytes);
    }

    /** With this JSON text as its body. */
    public ApiRequest json(String text) {
        return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public String method() {
        return method;
    }

    public URI address() {
        return address;
    }

    public Headers headers() {
        return headers;
    }

    /** The body; not to be written to. */
    public Optional<byte[]> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public String toString() {
        return method + " " + Addresses.shown(address) + " " + headers;
    }
}
