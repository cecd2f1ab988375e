package dev.backdrop.api;

import dev.backdrop.job.StoreUnavailableException;
import java.util.function.Supplier;

/** Every effect on the world passes here, so that a test can break the n-th one. */
final class Effects {

    enum Break {
        /** The process dies before the effect: no code of ours runs after it. */
        DIES_BEFORE,
        /** The process dies after the effect. */
        DIES_AFTER,
        /** The service stays away, and the effect doesn't happen. */
        AWAY_BEFORE,
        /** The effect happens, and its answer gets lost. */
        AWAY_AFTER;

        private boolean isBefore() {
            return this == DIES_BEFORE || this == AWAY_BEFORE;
        }

        private void happen() {
            if (this == DIES_BEFORE || this == DIES_AFTER) {
                throw new Death();
            }
            throw new StoreUnavailableException("it stays away", null);
        }
    }

    /** The end of the process. */
    static final class Death extends Error {}

    private int left = -1;
    private Break how;

    void breakAt(int number, Break which) {
        left = number;
        how = which;
    }

    void breakNothing() {
        left = -1;
    }

    /** Whether there were as many effects as that. */
    boolean broke() {
        return left == 0;
    }

    <T> T pass(Supplier<T> effect) {
        if (left <= 0 || --left > 0) {
            return effect.get();
        }
        if (how.isBefore()) {
            how.happen();
        }
        T done = effect.get();
        how.happen();
        return done;
    }
}
