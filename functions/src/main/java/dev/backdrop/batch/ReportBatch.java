package dev.backdrop.batch;

import dev.backdrop.batch.ReportBatchInput.StepError;
import dev.backdrop.log.Log;
import java.time.Clock;

/**
 * The last step of a batch: says of each photo what came of it, and gives the folder free. Can be repeated: it writes the
 * same files again.
 */
public final class ReportBatch {

    private final BatchStore store;
    private final BatchLocks locks;
    private final ReportFiles reports;
    private final Clock clock;
    private final Log log;

    public ReportBatch(BatchStore store, JobRecords jobs, BatchFiles files, Clock clock, Log log) {
        this.store = store;
        this.locks = new BatchLocks(store, clock);
        this.reports = new ReportFiles(jobs, files, clock);
        this.clock = clock;
        this.log = log;
    }

    public RecordedBatch run(ReportBatchInput input) {
        Batch batch = store.change(input.batchId(), mine -> mine.reporting(clock.instant()));
        if (!batch.isFinal()) {
            batch = report(batch, input.error());
            log.info("batch ended")
                    .with("batchId", batch.batchId())
                    .with("status", batch.status())
                    .with("reason", batch.message())
                    .write();
        }
        locks.release(batch);
        return RecordedBatch.of(batch);
    }

    private Batch report(Batch batch, StepError error) {
        Ending ending = reports.write(batch, error != null, how -> ended(batch, how, error));
        return store.change(batch.batchId(), mine -> {
            Batch ended = ended(batch, ending, error);
            return mine.ended(ended.status(), ending, ended.message(), clock.instant());
        });
    }

    private Batch ended(Batch batch, Ending ending, StepError error) {
        BatchStatus end = end(batch, ending, error);
        return batch.ended(end, ending, message(batch, ending, end, error), clock.instant());
    }

    private static BatchStatus end(Batch batch, Ending ending, StepError error) {
        if (error != null) {
            return BatchStatus.FAILED;
        }
        if (batch.plan().end() != null) {
            return batch.plan().end();
        }
        Counts counts = batch.plan().counts();
        return ending.succeeded() == counts.planned() && counts.refused() == 0
                ? BatchStatus.SUCCEEDED
                : BatchStatus.FINISHED_WITH_FAILURES;
    }

    private static String message(Batch batch, Ending ending, BatchStatus end, StepError error) {
        if (error == null) {
            return end == BatchStatus.FINISHED_WITH_FAILURES && batch.message() == null
                    ? ending.succeeded() + " of " + batch.plan().counts().planned()
                            + " jobs succeeded; the report says why the others didn't"
                    : batch.message();
        }
        if (error.error().equals(StepError.TOO_MANY_FAILED)) {
            return "more than " + batch.plan().toleratedFailurePercent()
                    + " percent of the jobs failed, so the rest were stopped. Mend what the report says, then start the"
                    + " batch again, with failedOnly for those that failed";
        }
        return "the jobs could not be run: " + error.error() + (error.cause() == null ? "" : ": " + error.cause())
                + ". Start the batch again: what is done is left out";
    }
}
