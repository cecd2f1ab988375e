package dev.backdrop.batch.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rows of a file with one JSON object a line: the key, and fields of a request. */
final class JsonLinesManifest implements Manifest {

    private static final int END = -1;

    private static final ObjectReader OBJECTS = Json.mapper()
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Reader reader;
    private final UnaryOperator<String> keys;
    private long line;

    JsonLinesManifest(Reader reader, UnaryOperator<String> keys) {
        this.reader = reader;
        this.keys = keys;
    }

    @Override
    public Optional<Row> next() {
        try {
            for (Optional<String> text = line(); text.isPresent(); text = line()) {
                if (!text.get().isBlank()) {
                    return Optional.of(row(text.get()));
                }
            }
            return Optional.empty();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /** The next line, or its beginning if it is too long. */
    private Optional<String> line() throws IOException {
        int next = reader.read();
        if (next == END) {
            return Optional.empty();
        }
        line++;
        StringBuilder text = new StringBuilder();
        while (next != END && next != '\n') {
            if (text.length() <= LONGEST_ROW) {
                text.append((char) next);
            }
            next = reader.read();
        }
        return Optional.of(text.toString());
    }

    private Row row(String text) {
        if (text.length() > LONGEST_ROW) {
            return new Row.Bad(line, null, null, "has more than " + LONGEST_ROW + " characters");
        }
        JsonNode json;
        try {
            json = OBJECTS.readTree(text);
        } catch (JsonProcessingException notJson) {
            return new Row.Bad(line, null, null, "is not JSON: " + notJson.getOriginalMessage());
        }
        if (!(json instanceof ObjectNode object)) {
            return new Row.Bad(line, null, null, "must be a JSON object, such as {\"key\": \"batches/autumn/a.jpg\"}");
        }
        JsonNode key = object.remove("key");
        if (key != null && !key.isTextual()) {
            return new Row.Bad(line, null, "key", "must be a text");
        }
        String name = key == null ? "" : key.textValue();
        return Rows.checked(line, name.isEmpty() ? name : keys.apply(name), object);
    }
}
