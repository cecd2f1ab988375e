package dev.backdrop.local.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of executions that have ended: the newest with all their history, of the others only that their names are
 * used. Step Functions keeps all of them for ninety days and then forgets the name as well; here a batch of a hundred
 * thousand jobs must not fill the memory. Safe for many threads.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, "Execution history retention time"
 */
final class EndedExecutions {

    /** Some five megabytes. */
    static final int MOST_KEPT = 1_000;

    static final Duration REMEMBERED = Duration.ofDays(90);

    private final Map<String, Execution> known;
    private final Deque<Execution> kept = new ArrayDeque<>();
    private final UsedNames used = new UsedNames(REMEMBERED);

    /** @param known executions by their ARNs, safe for many threads: those that are not kept any more are removed from it */
    EndedExecutions(Map<String, Execution> known) {
        this.known = known;
    }

    /** One that has just ended. */
    void add(Execution execution) {
        drop(added(execution));
    }

    private synchronized Optional<Execution> added(Execution execution) {
        kept.add(execution);
        if (kept.size() <= MOST_KEPT) {
            return Optional.empty();
        }
        Execution oldest = kept.remove();
        // Before it is dropped: there is no moment at which its name is free.
        used.add(oldest.arn(), execution.stoppedAt().orElseThrow());
        return Optional.of(oldest);
    }

    /** Whether an execution that isn't kept had this name. */
    synchronized boolean hadName(String arn, Instant now) {
        return used.has(arn, now);
    }

    /** Lets go of what Step Functions would not know any more, names included. */
    void forgetBefore(Instant now) {
        Instant oldest = now.minus(REMEMBERED);
        for (var next = endedBefore(oldest); next.isPresent(); next = endedBefore(oldest)) {
            drop(next);
        }
    }

    private synchronized Optional<Execution> endedBefore(Instant oldest) {
        return Optional.ofNullable(kept.peek())
                .filter(first -> first.stoppedAt().orElseThrow().isBefore(oldest))
                .map(first -> kept.remove());
    }

    /** Without holding the lock: who starts an execution asks for a name while holding the map's. */
    private void drop(Optional<Execution> execution) {
        execution.ifPresent(gone -> known.remove(gone.arn(), gone));
    }
}
