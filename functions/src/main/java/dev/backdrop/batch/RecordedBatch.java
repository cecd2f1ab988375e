package dev.backdrop.batch;

/** How a batch's record reads after its end. */
public record RecordedBatch(String batchId, BatchStatus status, String message) {

    public static RecordedBatch of(Batch batch) {
        return new RecordedBatch(batch.batchId(), batch.status(), batch.message());
    }
}
