package dev.backdrop.api;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import java.util.regex.Pattern;

/** The batch that a path names. */
final class BatchPath {

    /** The name of an execution: ours, a scheduler's, or a person's. */
    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}");

    private BatchPath() {}

    static boolean isBatchId(String text) {
        return BATCH_ID.matcher(text).matches();
    }

    /** @throws ProblemException 404 if there is none */
    static Batch find(BatchStore batches, Call call) {
        String batchId = call.variable("batchId");
        if (!isBatchId(batchId)) {
            throw new ProblemException(
                    Problem.notFound("there is no such batch; a batch's id has up to 80 letters, digits, - _ and ."));
        }
        return batches.find(batchId)
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no batch " + batchId)));
    }
}
