package dev.backdrop.api;

import java.util.Map;

/**
 * A call as an HTTP API hands it over, payload format 2.0, as far as it is used.
 *
 * @param rawPath without the query
 * @param rawQueryString as it came, or empty
 * @param headers names in lower case; several of one name are joined by commas
 * @param body as text, or as Base64, or null
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations</a>
 */
public record GatewayEvent(
        String rawPath,
        String rawQueryString,
        Map<String, String> headers,
        RequestContext requestContext,
        String body,
        boolean isBase64Encoded) {

    /** @param requestId the gateway's name for the call */
    public record RequestContext(String requestId, Http http) {

        public record Http(String method) {}
    }

    public GatewayEvent {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
