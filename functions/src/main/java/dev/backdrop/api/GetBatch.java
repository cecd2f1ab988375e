package dev.backdrop.api;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import java.util.Set;

/** {@code GET /batches/{batchId}}. */
final class GetBatch implements Route.Operation {

    private final BatchStore batches;
    private final BatchView view;

    GetBatch(BatchStore batches, BatchView view) {
        this.batches = batches;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        Batch batch = BatchPath.find(batches, call);
        return Answer.of(200, view.of(batch)).aboutBatch(batch.batchId());
    }
}
