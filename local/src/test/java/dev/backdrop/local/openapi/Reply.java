package dev.backdrop.local.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back over HTTP.
 *
 * @param headers by name in lower case
 */
public record Reply(int status, Map<String, List<String>> headers, String text) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(values -> String.join(",", values));
    }

    /** Without parameters. */
    public String mediaType() {
        return header("content-type").orElse("none").split(";")[0].strip();
    }

    /** @throws AssertionError if it isn't JSON */
    public JsonNode body() {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("the body is no JSON: " + text, notJson);
        }
    }

    /** The gateway's name for the call, which logs have too. */
    public String requestId() {
        return header("apigw-requestid").orElseThrow(() -> new AssertionError("no request id: " + this));
    }
}
