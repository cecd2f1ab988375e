package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Items in the order of a file. */
interface ItemStream {

    /** An item may be as large as this before ItemSelector makes it smaller. */
    int MOST_BYTES = 8 * 1024 * 1024;

    JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The next item; empty at the end.
     *
     * @throws IOException if it can't be read, saying where in the file and why
     */
    Optional<JsonNode> next() throws IOException;

    static IOException tooLarge(String place) {
        return new IOException(place + " has more than " + MOST_BYTES + " bytes, the most that an item may have");
    }
}
