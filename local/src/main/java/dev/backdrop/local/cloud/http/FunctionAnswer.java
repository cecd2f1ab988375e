package dev.backdrop.local.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a function's payload becomes: with a {@code statusCode} it is taken for a response of format 2.0, without one it is
 * the body itself, and JSON. As the service does, and more than its guide says: it needn't even be JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     proxy integrations for HTTP APIs</a>
 */
final class FunctionAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    /** The server's own affair. */
    private static final Set<String> CONNECTION = Set.of(
            "connection", "content-length", "date", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** A payload that has a status but isn't a response. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    private FunctionAnswer() {}

    static Answer of(byte[] payload) throws MalformedException {
        JsonNode response = json(payload);
        if (!response.isObject() || !response.has("statusCode")) {
            return Answer.json(200, payload);
        }
        byte[] body = body(response);
        Map<String, List<String>> headers = headers(response.path("headers"));
        if (body.length > 0) {
            headers.putIfAbsent("content-type", List.of("text/plain; charset=utf-8"));
        }
        List<String> cookies = cookies(response.path("cookies"));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        return new Answer(status(response.path("statusCode")), headers, body);
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private static int status(JsonNode status) throws MalformedException {
        String text = status.isTextual() || status.isIntegralNumber() ? status.asText() : "";
        if (!text.matches("[2-5]\\d\\d")) {
            throw new MalformedException("statusCode is " + status + ", not 200 to 599");
        }
        return Integer.parseInt(text);
    }

    private static byte[] body(JsonNode response) throws MalformedException {
        JsonNode body = response.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            throw new MalformedException("body is no text");
        }
        if (!response.path("isBase64Encoded").asBoolean()) {
            return body.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.textValue());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("body is not Base64, though isBase64Encoded says so");
        }
    }

    private static Map<String, List<String>> headers(JsonNode node) throws MalformedException {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw new MalformedException("headers is no object");
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                throw new MalformedException("'" + name + "' is no name of a header");
            }
            if (!CONNECTION.contains(name)) {
                headers.put(name, List.of(value(name, field.getValue())));
            }
        }
        return headers;
    }

    private static List<String> cookies(JsonNode node) throws MalformedException {
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            throw new MalformedException("cookies is no list");
        }
        List<String> cookies = new ArrayList<>();
        for (JsonNode cookie : node) {
            cookies.add(value("cookies", cookie));
        }
        return cookies;
    }

    private static String value(String name, JsonNode node) throws MalformedException {
        if (!node.isValueNode() || CONTROL.matcher(node.asText()).find()) {
            throw new MalformedException(name + " has a value that is no header's");
        }
        return node.asText();
    }
}
