package dev.backdrop.local.cloud.template;

import java.time.Duration;

/**
 * A route of an HTTP API.
 *
 * @param api the API's name, or {@code ServerlessHttpApi} for the one that SAM makes when none is named
 * @param method upper case, or {@code ANY}
 * @param path with its variables in braces, or {@code $default}
 * @param timeout how long the function may take before the API answers in its place
 */
public record HttpRouteView(String api, String method, String path, String functionLogicalId, Duration timeout) {

    /** The most that an HTTP API waits for a function, and what it waits when nothing else is said. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    public HttpRouteView(String api, String method, String path, String functionLogicalId) {
        this(api, method, path, functionLogicalId, LONGEST_TIMEOUT);
    }
}
