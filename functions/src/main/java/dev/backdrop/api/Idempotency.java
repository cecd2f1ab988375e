package dev.backdrop.api;

import dev.backdrop.api.IdempotencyStore.Entry;
import dev.backdrop.job.Sha256;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Does what a caller asks under a key once, however often it is asked: the {@code Idempotency-Key} header. Work that a crash
 * cut off is taken up again by the next call, under the same names, so that what is there already is found.
 */
final class Idempotency {

    static final Duration LOCK = Api.LONGEST_CALL;

    static final Duration MEMORY = Duration.ofHours(24);

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");

    private final IdempotencyStore store;
    private final Supplier<String> seeds;
    private final Clock clock;
    private final Log log;

    /**
     * One go at the work.
     *
     * @param seed what new names are made from
     * @param first false if an earlier go was cut off
     */
    record Turn(String seed, boolean first) {}

    /**
     * Work that names what it has made.
     *
     * @param <T> its outcome
     */
    interface Work<T> {

        /** Can be done again with the same seed. A {@link ProblemException} says that nothing was done. */
        T run(Turn turn);

        /** Under which name {@link #find} finds the outcome later. */
        String name(T outcome);

        T find(String name);
    }

    Idempotency(IdempotencyStore store, Supplier<String> seeds, Clock clock, Log log) {
        this.store = store;
        this.seeds = seeds;
        this.clock = clock;
        this.log = log;
    }

    /** @throws ProblemException for another body under the same key, and while the same one is worked on */
    <T> T once(String operation, Call call, Work<T> work) {
        Optional<String> key = call.header("idempotency-key");
        if (key.isEmpty()) {
            return work.run(new Turn(seeds.get(), true));
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw new ProblemException(Problem.badField(HEADER, "must be 1 to 200 printable characters of ASCII"));
        }
        Instant now = clock.instant();
        Entry mine = new Entry(
                Sha256.hex((operation + "\n" + key.get()).getBytes(StandardCharsets.UTF_8)),
                Sha256.hex(call.body()),
                seeds.get(),
                now.plus(LOCK),
                null,
                now.plus(MEMORY));
        return store.putIfAbsent(mine, now)
                .map(there -> again(there, mine, now, work))
                .orElseGet(() -> run(mine, true, work));
    }

    private <T> T again(Entry there, Entry mine, Instant now, Work<T> work) {
        if (!there.bodySha256().equals(mine.bodySha256())) {
            throw new ProblemException(
                    Problem.unprocessable(HEADER, "was used with another body; use a new key for a new request"));
        }
        if (there.answer() != null) {
            return work.find(there.answer());
        }
        Entry taken = there.locked(mine.lockedUntil());
        if (there.lockedUntil().isAfter(now) || !store.replace(there, taken)) {
            Duration left = Duration.between(now, there.lockedUntil());
            throw new ProblemException(
                    Problem.conflict("a request with this Idempotency-Key is still being worked on; ask again later")
                            .after(left));
        }
        return run(taken, false, work);
    }

    private <T> T run(Entry entry, boolean first, Work<T> work) {
        T outcome;
        try {
            outcome = work.run(new Turn(entry.seed(), first));
        } catch (ProblemException refused) {
            atLeastTry(() -> store.remove(entry), refused);
            throw refused;
        } catch (RuntimeException cutOff) {
            atLeastTry(() -> store.replace(entry, entry.locked(clock.instant())), cutOff);
            throw cutOff;
        }
        remember(entry, work.name(outcome));
        return outcome;
    }

    /** What can't be written now is no reason to hide the outcome: the lock ends, and the next call finds what is there. */
    private void remember(Entry entry, String name) {
        try {
            store.replace(entry, entry.answered(name));
        } catch (StoreUnavailableException away) {
            log.warn("answer not remembered").with("reason", away.getMessage()).write();
        }
    }

    private static void atLeastTry(Runnable change, RuntimeException cause) {
        try {
            change.run();
        } catch (RuntimeException second) {
            cause.addSuppressed(second);
        }
    }
}
