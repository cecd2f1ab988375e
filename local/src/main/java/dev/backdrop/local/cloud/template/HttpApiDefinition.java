package dev.backdrop.local.cloud.template;

import java.util.List;
import java.util.Optional;

/**
 * What an HTTP API serves.
 *
 * @param cors nothing if the API knows nothing of other origins
 */
public record HttpApiDefinition(List<HttpRouteView> routes, Optional<HttpCorsView> cors) {

    public HttpApiDefinition {
        routes = List.copyOf(routes);
    }
}
