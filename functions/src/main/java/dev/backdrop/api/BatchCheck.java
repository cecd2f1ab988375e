package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.BatchOrder;
import dev.backdrop.batch.EarlierBatch;
import dev.backdrop.batch.InvalidBatchException;
import dev.backdrop.request.RequestJson;

/** Whether there is what a batch is asked about; what planning would find out too, but later. */
final class BatchCheck {

    private final EarlierBatch earlier;
    private final InputBucket bucket;
    private final RequestCheck requests;

    BatchCheck(EarlierBatch earlier, InputBucket bucket, RequestCheck requests) {
        this.earlier = earlier;
        this.bucket = bucket;
        this.requests = requests;
    }

    /**
     * @return the order, which names its folder or manifest now
     * @throws ProblemException if it can't come to anything
     */
    BatchOrder demand(BatchOrder order) {
        if (order.failedOf() != null) {
            return about(order);
        }
        if (order.folder() != null) {
            demandFolder(order.folder());
            demandProvider(order.request());
        } else if (bucket.find(order.manifest().key(), null).isEmpty()) {
            throw refused("manifest.key", "there is no such object in the input bucket");
        }
        return order;
    }

    private BatchOrder about(BatchOrder order) {
        try {
            return earlier.complete(order);
        } catch (InvalidBatchException wrong) {
            throw refused("failedOnly", wrong.getMessage());
        }
    }

    private void demandFolder(String folder) {
        if (!bucket.hasAny(folder)) {
            throw refused("folder", "there is nothing under " + folder + " in the input bucket");
        }
    }

    /** Only what no preset can change; a manifest's rows can change anything. */
    private void demandProvider(ObjectNode asked) {
        if (asked != null && asked.has("background") && asked.has("provider")) {
            requests.demandProvider(RequestJson.read(asked));
        }
    }

    private static ProblemException refused(String field, String problem) {
        return new ProblemException(Problem.unprocessable(field, problem));
    }
}
