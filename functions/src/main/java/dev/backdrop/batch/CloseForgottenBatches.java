package dev.backdrop.batch;

import dev.backdrop.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends batches whose execution is over and has left no word: Step Functions sends the event of an execution's end, but doesn't
 * promise that it arrives, and until its batch is closed nobody else can have the folder. Running it twice changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html">AWS Step Functions events: best
 *     effort</a>
 */
public final class CloseForgottenBatches {

    /** An end that was written a moment ago has its event still on the way. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int PAGE = 50;

    private final BatchStore store;
    private final Ends ends;
    private final CloseBatch close;
    private final Clock clock;
    private final Log log;

    public CloseForgottenBatches(BatchStore store, Ends ends, CloseBatch close, Clock clock, Log log) {
        this.store = store;
        this.ends = ends;
        this.close = close;
        this.clock = clock;
        this.log = log;
    }

    /** Knows how executions have ended. */
    public interface Ends {

        /**
         * @return the status of an execution that is over, as Step Functions has it; empty while it runs
         * @throws dev.backdrop.job.StoreUnavailableException if the service can't be reached
         */
        Optional<String> end(String execution);
    }

    /** @return how many batches were ended */
    public int run() {
        Instant now = clock.instant();
        int closed = 0;
        String cursor = null;
        do {
            BatchStore.Page page = store.newest(PAGE, cursor);
            for (Batch batch : page.batches()) {
                if (isQuiet(batch, now) && closed(batch)) {
                    closed++;
                }
            }
            cursor = isOld(page, now) ? null : page.cursor();
        } while (cursor != null);
        return closed;
    }

    private static boolean isQuiet(Batch batch, Instant now) {
        return !batch.isFinal()
                && batch.execution() != null
                && batch.updatedAt().plus(PATIENCE).isBefore(now);
    }

    /** Whether whatever follows is older than any execution gets. */
    private static boolean isOld(BatchStore.Page page, Instant now) {
        return page.batches().isEmpty()
                || page.batches()
                        .get(page.batches().size() - 1)
                        .createdAt()
                        .plus(BatchLocks.LONGEST_BATCH.multipliedBy(2))
                        .isBefore(now);
    }

    private boolean closed(Batch batch) {
        Optional<String> status = ends.end(batch.execution());
        status.ifPresent(how -> {
            log.warn("execution ended without a word")
                    .with("batchId", batch.batchId())
                    .with("execution", batch.execution())
                    .with("status", how)
                    .write();
            close.run(new CloseBatch.Ended(batch.batchId(), batch.execution(), how, null));
        });
        return status.isPresent();
    }
}
