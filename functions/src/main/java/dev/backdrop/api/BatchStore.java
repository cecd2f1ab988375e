package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Batches as {@code openapi.yaml} shows them, for {@code GET /batches} and {@code GET /batches/{batchId}}.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface BatchStore {

    /** @param cursor where the next page begins, if there may be one */
    record BatchPage(List<ObjectNode> batches, Optional<String> cursor) {}

    Optional<ObjectNode> find(String batchId);

    /**
     * Newest first.
     *
     * @param cursor of the page before, or null for the first one
     * @throws IllegalArgumentException if the cursor isn't one
     */
    BatchPage list(String cursor);
}
