package dev.backdrop.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sees to it that no two batches work on the same folder or manifest at once. */
final class BatchLocks {

    /** The workflow's own timeout is shorter; a test of the deployed files holds that. */
    static final Duration LONGEST_BATCH = Duration.ofDays(15);

    private static final int TRIES = 5;

    private final BatchStore store;
    private final Clock clock;

    BatchLocks(BatchStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes a lock, also from a batch that has ended without giving it back.
     *
     * @return the other batch that has it; nothing if it is this one's now
     */
    Optional<String> take(String target, String batchId) {
        String holder = store.lock(target, batchId);
        for (int turn = 0; turn < TRIES && !holder.equals(batchId) && isOver(holder); turn++) {
            holder = store.relock(target, holder, batchId);
        }
        return holder.equals(batchId) ? Optional.empty() : Optional.of(holder);
    }

    private boolean isOver(String batchId) {
        return store.find(batchId)
                .map(batch -> batch.isFinal()
                        || clock.instant().isAfter(batch.createdAt().plus(LONGEST_BATCH)))
                .orElse(true);
    }

    /** Gives a batch's lock back, if it has one. */
    void release(Batch batch) {
        if (batch.order() != null && batch.order().target() != null) {
            store.unlock(batch.order().target(), batch.batchId());
        }
    }
}
