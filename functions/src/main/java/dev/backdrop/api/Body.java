package dev.backdrop.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Bodies of calls: one JSON object in UTF-8, of a bounded size and depth, with no name twice. */
final class Body {

    /** Bytes. */
    static final int LARGEST = 256 << 10;
    /** Objects and lists inside each other. */
    static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 100;
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?;?\\s*");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LARGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Body() {}

    /** @throws ProblemException if there is none, or it isn't one */
    static ObjectNode required(Call call) {
        if (call.body().length == 0) {
            throw new ProblemException(Problem.badRequest("the body is missing; send a JSON object"));
        }
        return read(call);
    }

    /** An empty object if there is none. */
    static ObjectNode optional(Call call) {
        return call.body().length == 0 ? JsonNodeFactory.instance.objectNode() : read(call);
    }

    private static ObjectNode read(Call call) {
        if (call.body().length > LARGEST) {
            throw new ProblemException(
                    Problem.of(413, "the body has " + call.body().length + " bytes; " + LARGEST + " are allowed"));
        }
        String type = call.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!JSON_TYPE.matcher(type).matches()) {
            throw new ProblemException(Problem.of(415, "send the body as application/json, in UTF-8"));
        }
        try {
            JsonNode json = MAPPER.readTree(call.body());
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new ProblemException(Problem.badRequest("the body can't be read as JSON: "
                    + notJson.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException notText) {
            throw new ProblemException(Problem.badRequest("the body is no JSON in UTF-8"));
        }
        throw new ProblemException(Problem.badRequest("the body must be a JSON object"));
    }
}
