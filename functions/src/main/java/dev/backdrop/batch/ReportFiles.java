package dev.backdrop.batch;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the files that say of each photo of a batch what came of it. */
final class ReportFiles {

    /** How Step Functions calls a workflow that was stopped; the record of its job says it. */
    private static final String ABORTED = "ABORTED";

    private final JobRecords jobs;
    private final BatchFiles files;
    private final Clock clock;

    ReportFiles(JobRecords jobs, BatchFiles files, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.clock = clock;
    }

    private interface Rows {
        void row(ReportRow row) throws IOException;
    }

    /**
     * @param batch planned
     * @param stopped whether its jobs were stopped, instead of having been tried all
     * @param ended what to say of the batch, from what it came to
     * @return what that was
     * @throws StoreUnavailableException if it can't be written; nothing is there then, or what was there before
     */
    Ending write(Batch batch, boolean stopped, Function<Ending, Batch> ended) {
        Ending.Report keys = BatchKeys.report(files.bucket(), batch.batchId());
        Thumbnails thumbnails = new Thumbnails(files, clock);
        try (JsonReport json = new JsonReport(files.create(keys.json(), "application/json"));
                CsvReport csv = new CsvReport(files.create(keys.csv(), "text/csv; charset=utf-8"));
                HtmlReport html =
                        new HtmlReport(files.create(keys.html(), "text/html; charset=utf-8"), thumbnails::of)) {
            List<ReportSink> sinks = List.of(json, csv, html);
            ReportSummary summary = new ReportSummary();
            rows(batch, stopped, row -> {
                summary.add(row);
                for (ReportSink sink : sinks) {
                    sink.row(row);
                }
            });
            Ending ending = summary.ending(keys);
            Batch end = ended.apply(ending);
            for (ReportSink sink : sinks) {
                sink.complete(end, summary);
            }
            return ending;
        } catch (IOException broken) {
            throw new StoreUnavailableException(
                    "can't write the report of " + batch.batchId() + ": " + broken.getMessage(), broken);
        }
    }

    private void rows(Batch batch, boolean stopped, Rows rows) {
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
            some.forEach(item ->
                    write(rows, ran ? row(id, item, known.get(item.jobId()), stopped) : ReportRow.planned(item)));
        });
    }

    private static void write(Rows rows, ReportRow row) {
        try {
            rows.row(row);
        } catch (IOException broken) {
            throw new StoreUnavailableException("can't write a report: " + broken.getMessage(), broken);
        }
    }

    private static ReportRow row(String batchId, Item item, Job job, boolean stopped) {
        if (job == null || !hasRun(item, job)) {
            return ReportRow.notStarted(item);
        }
        return stopped && batchId.equals(job.batchId()) && wasCut(job) ? ReportRow.stopped(job) : ReportRow.of(job);
    }

    /** A job that was to be run again and wasn't still has the record of its last run. */
    private static boolean hasRun(Item item, Job job) {
        return !item.input().has("retry")
                || job.run().number() > item.input().path("run").asInt();
    }

    /** Its record is closed moments after its workflow was stopped: a report in between says the same as one thereafter. */
    private static boolean wasCut(Job job) {
        return !job.isFinal()
                || job.failure() != null
                        && job.failure().code() == FailureCode.INTERNAL_ERROR
                        && job.failure().message().contains(ABORTED);
    }
}
