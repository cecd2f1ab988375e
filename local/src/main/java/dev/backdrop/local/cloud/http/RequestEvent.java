package dev.backdrop.local.cloud.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The event that a function gets: payload format 2.0.
 *
 * <p>As the service does and its guide doesn't say: {@code rawPath} is decoded, cookies aren't among the headers, and a body
 * whose type isn't known to be text comes in Base64. {@code domainName} has this machine's port, so that links that are made
 * of it work.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     proxy integrations for HTTP APIs</a>
 */
final class RequestEvent {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/javascript", "application/xml");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int REQUEST_ID_BYTES = 11;

    private RequestEvent() {}

    /** As long as those of API Gateway. */
    static String newRequestId() {
        byte[] bytes = new byte[REQUEST_ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    static ObjectNode of(Call call, Routes.Match match, String requestId, String apiId, LocalAccount account) {
        String path = PercentText.decoded(call.path());
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "2.0")
                .put("routeKey", match.key())
                .put("rawPath", path)
                .put("rawQueryString", call.query());
        cookies(call, event);
        ObjectNode headers = event.putObject("headers");
        headers(call).forEach(headers::put);
        Map<String, String> query = query(call.query());
        if (!query.isEmpty()) {
            query.forEach(event.putObject("queryStringParameters")::put);
        }
        event.set("requestContext", context(call, match, path, requestId, apiId, account));
        if (!match.parameters().isEmpty()) {
            match.parameters().forEach(event.putObject("pathParameters")::put);
        }
        body(call, event);
        return event;
    }

    private static ObjectNode context(
            Call call, Routes.Match match, String path, String requestId, String apiId, LocalAccount account) {
        ObjectNode context = JsonNodeFactory.instance
                .objectNode()
                .put("accountId", account.accountId())
                .put("apiId", apiId)
                .put("domainName", call.header("host").orElse(""))
                .put("domainPrefix", apiId);
        context.putObject("http")
                .put("method", call.method())
                .put("path", path)
                .put("protocol", call.protocol())
                .put("sourceIp", call.sourceIp())
                .put("userAgent", call.header("user-agent").orElse(""));
        return context.put("requestId", requestId)
                .put("routeKey", match.key())
                .put("stage", "$default")
                .put("time", TIME.format(call.received()))
                .put("timeEpoch", call.received().toEpochMilli());
    }

    private static void cookies(Call call, ObjectNode event) {
        call.header("cookie").ifPresent(text -> {
            var cookies = event.putArray("cookies");
            // Several cookie headers are joined by commas here, which cookies can't hold.
            for (String cookie : text.split("[;,]")) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        });
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> headers = new TreeMap<>();
        call.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("cookie");
        headers.putIfAbsent("content-length", String.valueOf(call.body().length));
        headers.merge("x-forwarded-for", call.sourceIp(), (before, own) -> before + ", " + own);
        headers.put("x-forwarded-proto", "http");
        String host = headers.getOrDefault("host", "");
        headers.put("x-forwarded-port", host.substring(host.lastIndexOf(':') + 1));
        headers.putIfAbsent("x-amzn-trace-id", traceId(call.received()));
        return headers;
    }

    private static String traceId(Instant time) {
        return String.format(
                Locale.ROOT, "Root=1-%08x-%08x%016x", time.getEpochSecond(), RANDOM.nextInt(), RANDOM.nextLong());
    }

    /** Decoded; values of the same name with commas between them. */
    private static Map<String, String> query(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = PercentText.decodedQuery(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : PercentText.decodedQuery(pair.substring(equals + 1));
                parameters.merge(name, value, (before, next) -> before + "," + next);
            }
        }
        return parameters;
    }

    private static void body(Call call, ObjectNode event) {
        if (call.body().length == 0) {
            event.put("isBase64Encoded", false);
            return;
        }
        Optional<String> text = isText(call) ? decoded(call.body()) : Optional.empty();
        event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(call.body())))
                .put("isBase64Encoded", text.isEmpty());
    }

    private static boolean isText(Call call) {
        String type =
                call.header("content-type").orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
        return call.header("content-encoding").isEmpty() && (type.startsWith("text/") || TEXT_TYPES.contains(type));
    }

    private static Optional<String> decoded(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
