package dev.backdrop.local.cloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What pages of other origins may do with an HTTP API.
 *
 * @param allowOrigins origins, or {@code *}, {@code http://*}, {@code https://*}
 * @param maxAge how long a browser may remember the answer
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">Configure CORS for HTTP
 *     APIs</a>
 */
public record HttpCorsView(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        Optional<Duration> maxAge,
        boolean allowCredentials) {

    public HttpCorsView {
        allowOrigins = List.copyOf(allowOrigins);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }
}
