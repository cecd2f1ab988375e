package dev.backdrop.batch;

import dev.backdrop.batch.ReportBatchInput.StepError;
import dev.backdrop.job.Job;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The last step of a batch: says of each photo what came of it, and gives the folder free. Can be repeated: it writes the
 * same files again.
 */
public final class ReportBatch {

    private final BatchStore store;
    private final BatchLocks locks;
    private final JobRecords jobs;
    private final BatchFiles files;
    private final Clock clock;
    private final Log log;

    public ReportBatch(BatchStore store, JobRecords jobs, BatchFiles files, Clock clock, Log log) {
        this.store = store;
        this.locks = new BatchLocks(store, clock);
        this.jobs = jobs;
        this.files = files;
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
        String id = batch.batchId();
        Ending.Report keys = BatchKeys.report(files.bucket(), id);
        Thumbnails thumbnails = new Thumbnails(files, clock);
        try (JsonReport json = new JsonReport(files.create(keys.json(), "application/json"));
                CsvReport csv = new CsvReport(files.create(keys.csv(), "text/csv; charset=utf-8"));
                HtmlReport html =
                        new HtmlReport(files.create(keys.html(), "text/html; charset=utf-8"), thumbnails::of)) {
            List<ReportSink> sinks = List.of(json, csv, html);
            ReportSummary summary = new ReportSummary();
            rows(batch, row -> {
                summary.add(row);
                for (ReportSink sink : sinks) {
                    sink.row(row);
                }
            });
            Ending ending = summary.ending(keys);
            BatchStatus end = end(batch, ending, error);
            Batch ended = batch.ended(end, ending, message(batch, ending, end, error), clock.instant());
            for (ReportSink sink : sinks) {
                sink.complete(ended, summary);
            }
            return store.change(id, mine -> mine.ended(end, ending, ended.message(), clock.instant()));
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't write the report of " + id + ": " + broken.getMessage(), broken);
        }
    }

    private interface Rows {
        void row(ReportRow row) throws IOException;
    }

    private void rows(Batch batch, Rows rows) {
        String id = batch.batchId();
        JsonLinesFile.read(
                files.open(BatchKeys.refusals(id)),
                Refusal.class,
                JobRecords.AT_ONCE,
                some -> some.forEach(refusal -> write(rows, ReportRow.of(refusal))));
        boolean ran = batch.plan().end() == null;
        JsonLinesFile.read(files.open(BatchKeys.items(id)), Item.class, JobRecords.AT_ONCE, some -> {
            Map<String, Job> known =
                    ran ? jobs.findAll(some.stream().map(Item::jobId).toList()) : Map.of();
            some.forEach(item -> write(rows, row(item, known.get(item.jobId()), ran)));
        });
    }

    private static void write(Rows rows, ReportRow row) {
        try {
            rows.row(row);
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't write a report: " + broken.getMessage(), broken);
        }
    }

    private static ReportRow row(Item item, Job job, boolean ran) {
        if (!ran) {
            return ReportRow.planned(item);
        }
        return job == null || !hasRun(item, job) ? ReportRow.notStarted(item) : ReportRow.of(job);
    }

    /** A job that was to be run again and wasn't still has the record of its last run. */
    private static boolean hasRun(Item item, Job job) {
        return !item.input().has("retry")
                || job.run().number() > item.input().path("run").asInt();
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
