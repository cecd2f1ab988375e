package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Starts and stops batches, for {@code POST /batches} and {@code POST /batches/{batchId}/cancel}.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when what it needs can't be reached.
 */
public interface BatchStarter {

    /**
     * What the caller wants.
     *
     * @param folder a prefix in the input bucket, or null if there is a manifest
     * @param manifestKey a file in the input bucket, or null if there is a folder
     * @param asked fields of a request for every photo that doesn't say it itself
     * @param concurrency jobs at once, or null for the provider's own limit
     * @param toleratedFailurePercent 0 to 100, or null for the stack's own
     * @param failedOnly the batch whose failed photos are meant, or null
     */
    record BatchOrder(
            String folder,
            String manifestKey,
            ObjectNode asked,
            boolean dryRun,
            boolean confirm,
            Integer concurrency,
            Double toleratedFailurePercent,
            String failedOnly) {}

    /** @return the batch as {@code openapi.yaml} shows it; for the same id the one that is there */
    ObjectNode start(String batchId, BatchOrder order);

    /** @return the batch as it is now; one that has ended stays as it was */
    ObjectNode cancel(String batchId);
}
