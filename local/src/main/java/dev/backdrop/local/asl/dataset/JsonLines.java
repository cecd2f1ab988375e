package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** JSON, an item a line. Blank lines don't count. */
final class JsonLines implements ItemStream {

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    JsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    @Override
    public Optional<JsonNode> next() throws IOException {
        while (readLine()) {
            byte[] text = line.toByteArray();
            if (!blank(text)) {
                return Optional.of(parsed(text));
            }
        }
        return Optional.empty();
    }

    private JsonNode parsed(byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new IOException("line " + number + " isn't JSON: " + invalid.getOriginalMessage(), invalid);
        }
    }

    /** @return false at the end */
    private boolean readLine() throws IOException {
        line.reset();
        number++;
        int b = in.read();
        boolean any = b >= 0;
        while (b >= 0 && b != '\n') {
            if (line.size() == MOST_BYTES) {
                throw ItemStream.tooLarge("line " + number);
            }
            line.write(b);
            b = in.read();
        }
        return any;
    }

    private static boolean blank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
