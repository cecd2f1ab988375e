package dev.backdrop.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A call of an operation.
 *
 * @param variables of the path, by name
 * @param headers by name in lower case
 * @param body empty if there is none
 */
record Call(
        String method,
        String path,
        Map<String, String> variables,
        String query,
        Map<String, String> headers,
        byte[] body,
        String requestId) {

    /** @throws ProblemException if the body isn't what the gateway says that it is */
    static Call of(GatewayEvent event) {
        GatewayEvent.RequestContext context = event.requestContext();
        return new Call(
                context.http().method().toUpperCase(Locale.ROOT),
                event.rawPath(),
                Map.of(),
                event.rawQueryString() == null ? "" : event.rawQueryString(),
                event.headers(),
                body(event),
                context.requestId());
    }

    private static byte[] body(GatewayEvent event) {
        if (event.body() == null) {
            return new byte[0];
        }
        if (!event.isBase64Encoded()) {
            return event.body().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(event.body());
        } catch (IllegalArgumentException notBase64) {
            throw new ProblemException(Problem.badRequest("the body can't be decoded"));
        }
    }

    Call with(Map<String, String> pathVariables) {
        return new Call(method, path, pathVariables, query, headers, body, requestId);
    }

    String variable(String name) {
        return variables.get(name);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
