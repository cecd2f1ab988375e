package dev.backdrop.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where records of batches are kept, and who may work on which photos.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface BatchStore {

    /**
     * Writes a new record unless there is one.
     *
     * @return the record that holds now: the given one, or the one that was there first
     */
    Batch claim(Batch batch);

    Optional<Batch> find(String batchId);

    /**
     * Changes a record by what it is now; the change is applied again if somebody else was faster, so it must have no side
     * effect.
     *
     * @throws IllegalStateException if there is no such batch
     */
    Batch change(String batchId, UnaryOperator<Batch> change);

    /**
     * A page of batches, newest first.
     *
     * @param cursor where the page before ended, or null for the first
     */
    Page newest(int limit, String cursor);

    /** @param cursor to go on from, or null at the end */
    record Page(List<Batch> batches, String cursor) {}

    /**
     * Takes a lock unless another batch has it.
     *
     * @param target a folder, or a manifest's key
     * @return the batch that has it now: this one, or another one
     */
    String lock(String target, String batchId);

    /**
     * Takes a lock away from a batch that has ended.
     *
     * @return the batch that has it now: the new one, or whoever was faster
     */
    String relock(String target, String from, String to);

    /** Gives a lock back, unless another batch has it by now. */
    void unlock(String target, String batchId);
}
