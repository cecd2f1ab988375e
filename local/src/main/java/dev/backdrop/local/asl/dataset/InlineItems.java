package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/** Items that came with the state's input. */
public final class InlineItems implements Dataset {

    private final Iterator<JsonNode> items;
    private final long size;

    /** @param items an array */
    public InlineItems(JsonNode items) {
        this.items = items.iterator();
        this.size = items.size();
    }

    @Override
    public Optional<JsonNode> next() {
        return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String source() {
        return "STATE_DATA";
    }

    @Override
    public void close() {}
}
