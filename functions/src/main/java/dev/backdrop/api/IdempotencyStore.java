package dev.backdrop.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What has been asked under which key. Every write is conditional, so that of several callers one goes on.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface IdempotencyStore {

    /**
     * @param keyHash of the operation and the caller's key
     * @param seed what names are made from that must be the same when the work is taken up again
     * @param lockedUntil when whoever works on it must have ended
     * @param answer what came of it, or null before that
     * @param expiresAt when it is forgotten
     */
    record Entry(
            String keyHash, String bodySha256, String seed, Instant lockedUntil, String answer, Instant expiresAt) {

        Entry locked(Instant until) {
            return new Entry(keyHash, bodySha256, seed, until, answer, expiresAt);
        }

        Entry answered(String what) {
            return new Entry(keyHash, bodySha256, seed, lockedUntil, what, expiresAt);
        }
    }

    /**
     * Writes an entry unless one is there that hasn't expired.
     *
     * @return the one that is there, or nothing if it was written
     */
    Optional<Entry> putIfAbsent(Entry entry, Instant now);

    /** @return false if it isn't any more as it was */
    boolean replace(Entry was, Entry is);

    /** Does nothing if it isn't any more as it was. */
    void remove(Entry was);
}
