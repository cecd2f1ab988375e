package dev.backdrop.batch;

/** What a batch is about that tries the failures of an earlier one again. */
public final class EarlierBatch {

    private final BatchStore store;

    public EarlierBatch(BatchStore store) {
        this.store = store;
    }

    /**
     * The same order, for the folder or manifest of the batch that it names; an order that names none as it is.
     *
     * @throws InvalidBatchException if there is no such batch, or it was about something else; the message begins without the
     *     name of the field
     */
    public BatchOrder complete(BatchOrder order) {
        if (order.failedOf() == null) {
            return order;
        }
        BatchOrder earlier = store.find(order.failedOf())
                .map(Batch::order)
                .filter(known -> known.target() != null)
                .orElseThrow(() -> new InvalidBatchException("there is no batch " + order.failedOf()));
        if (order.target() != null && !order.target().equals(earlier.target())) {
            throw new InvalidBatchException(
                    "batch " + order.failedOf() + " was about " + earlier.target() + ", not about " + order.target());
        }
        return order.about(earlier);
    }
}
