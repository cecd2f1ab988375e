package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The items of one run of a Distributed Map, one after another. Not for many threads at once. */
public interface Dataset extends Closeable {

    /**
     * The next item; empty at the end.
     *
     * @throws IOException if it can't be read, saying why for people
     */
    Optional<JsonNode> next() throws IOException;

    /** How many items there are in all, read ones too. */
    long size();

    /** {@code $states.context.Map.Item.Source}. */
    String source();
}
