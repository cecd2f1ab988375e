package dev.backdrop.local.cloud.template;

/**
 * A route of an HTTP API, as a function's event.
 *
 * @param api the API's name, or {@code ServerlessHttpApi} for the one that SAM makes when none is named
 * @param method upper case, or {@code ANY}
 * @param path with its variables in braces
 */
public record HttpRouteView(String api, String method, String path, String functionLogicalId) {}
