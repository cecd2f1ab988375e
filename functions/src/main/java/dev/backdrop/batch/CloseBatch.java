package dev.backdrop.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.log.Log;
import java.time.Clock;

/**
 * Ends the record of a batch whose execution has ended without doing so, gives its folder free, and writes the report that the
 * execution didn't come to: what was done, what was under way, and what wasn't begun. Running it twice changes nothing.
 */
public final class CloseBatch {

    private static final String ABORTED = "ABORTED";

    private final BatchStore store;
    private final BatchLocks locks;
    private final ReportFiles reports;
    private final Clock clock;
    private final Log log;

    public CloseBatch(BatchStore store, JobRecords jobs, BatchFiles files, Clock clock, Log log) {
        this.store = store;
        this.reports = new ReportFiles(jobs, files, clock);
        this.locks = new BatchLocks(store, clock);
        this.clock = clock;
        this.log = log;
    }

    /**
     * An execution of the batch workflow that has ended.
     *
     * @param status as Step Functions has it: {@code ABORTED} is a batch that was cancelled
     * @param input what it was started with, or null if that isn't known
     */
    public record Ended(String batchId, String execution, String status, JsonNode input) {}

    public RecordedBatch run(Ended ended) {
        Batch claimed =
                store.claim(Batch.planning(ended.batchId(), ended.execution(), order(ended.input()), clock.instant()));
        if (!claimed.isFinal()) {
            claimed = store.change(ended.batchId(), batch -> end(batch, ended.status()));
            log.warn("batch closed")
                    .with("batchId", claimed.batchId())
                    .with("status", claimed.status())
                    .with("reason", claimed.message())
                    .write();
        }
        locks.release(claimed);
        return RecordedBatch.of(reported(claimed));
    }

    /** Last, because it takes longest: should it fail, the folder is free all the same. */
    private Batch reported(Batch closed) {
        if (closed.ending() != null || closed.plan() == null) {
            return closed;
        }
        Ending ending = reports.write(closed, true, how -> closed.reported(how, clock.instant()));
        log.info("stopped batch reported")
                .with("batchId", closed.batchId())
                .with("succeeded", ending.succeeded())
                .with("failed", ending.failed())
                .with("unfinished", ending.unfinished())
                .write();
        return store.change(closed.batchId(), batch -> batch.reported(ending, clock.instant()));
    }

    private Batch end(Batch batch, String status) {
        return ABORTED.equals(status)
                ? batch.cancelled(clock.instant())
                : batch.ended(
                        BatchStatus.FAILED,
                        null,
                        "its execution ended as " + status + ". The logs of the functions say more. Start the batch"
                                + " again: what is done is left out",
                        clock.instant());
    }

    private static BatchOrder order(JsonNode input) {
        try {
            return input == null ? null : BatchOrderReader.read(input);
        } catch (InvalidBatchException unreadable) {
            return null;
        }
    }
}
