package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One JSON array, an item an element. */
final class JsonArray implements ItemStream {

    /** Not the one of {@link ItemStream}: behind an element there may be more. */
    private static final JsonMapper ELEMENTS = new JsonMapper();

    private final JsonParser parser;
    private long number;
    private boolean started;
    private boolean ended;

    JsonArray(InputStream in) throws IOException {
        this.parser = ELEMENTS.createParser(in);
    }

    @Override
    public Optional<JsonNode> next() throws IOException {
        try {
            return ended ? Optional.empty() : element();
        } catch (JsonProcessingException invalid) {
            throw new IOException(
                    "it isn't JSON after " + number + " elements: " + invalid.getOriginalMessage(), invalid);
        }
    }

    private Optional<JsonNode> element() throws IOException {
        if (!started) {
            started = true;
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("it isn't a JSON array; objects aren't supported here");
            }
        }
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            ended = true;
            if (parser.nextToken() != null) {
                throw new IOException("there is more after the end of the array");
            }
            return Optional.empty();
        }
        number++;
        long before = parser.currentLocation().getByteOffset();
        JsonNode item = ELEMENTS.readTree(parser);
        if (item == null || item.isMissingNode()) {
            throw new IOException("the array ends after " + (number - 1) + " elements without its bracket");
        }
        if (parser.currentLocation().getByteOffset() - before > MOST_BYTES) {
            throw ItemStream.tooLarge("element " + number);
        }
        return Optional.of(item);
    }
}
