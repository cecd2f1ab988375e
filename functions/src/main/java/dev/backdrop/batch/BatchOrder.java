package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was asked of a batch.
 *
 * @param folder a prefix in the input bucket, ending in a slash, or null
 * @param manifest the key of a list of photos in the input bucket, or null
 * @param request the fields of a request that all photos share, or null
 * @param dryRun to plan only
 * @param confirm to start it however large it is
 * @param concurrency jobs at once, or null for what the provider bears
 * @param toleratedFailurePercent the share of its jobs that may fail before it is stopped, or null for the stack's setting
 * @param failedOf the earlier batch whose failed jobs are to be tried again, or null
 * @param failedOnly to take exactly the jobs that failed before
 * @param acceptPossibleCharge to try jobs again that the vendor may have and may charge for
 * @param scheduled whether a schedule started it
 */
public record BatchOrder(
        String folder,
        Manifest manifest,
        ObjectNode request,
        boolean dryRun,
        boolean confirm,
        Integer concurrency,
        Double toleratedFailurePercent,
        String failedOf,
        boolean failedOnly,
        boolean acceptPossibleCharge,
        boolean scheduled) {

    /** A list of photos, by its key in the input bucket. */
    public record Manifest(String key) {}

    /** What no two batches may work on at once; null if it names nothing. */
    String target() {
        if (folder != null) {
            return folder;
        }
        return manifest == null ? null : manifest.key();
    }

    /** The same, for the photos of an earlier batch; asking what that one asked, if nothing else is asked. */
    BatchOrder about(BatchOrder earlier) {
        return new BatchOrder(
                earlier.folder,
                earlier.manifest,
                request == null ? earlier.request : request,
                dryRun,
                confirm,
                concurrency,
                toleratedFailurePercent,
                failedOf,
                failedOnly,
                acceptPossibleCharge,
                scheduled);
    }
}
