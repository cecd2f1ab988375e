package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.Counts;
import dev.backdrop.batch.Ending;
import dev.backdrop.batch.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** One call of {@code backdrop batch}, from the upload to the report. */
final class BatchSession {

    private final Surroundings surroundings;
    private final LocalBackdrop backdrop;
    private final ResultFolder folder;
    private final Orders orders;
    private final BatchProgress progress;
    private final Duration ready;

    /**
     * What was asked for on the command line.
     *
     * @param confirmed to start however large it is
     * @param concurrency jobs at once, or null
     * @param tolerate the share of failures, in percent, at which it is stopped, or null
     */
    record Orders(
            RequestOptions request,
            boolean dryRun,
            boolean confirmed,
            Integer concurrency,
            Double tolerate,
            boolean failedOnly,
            boolean acceptPossibleCharge) {}

    BatchSession(Surroundings surroundings, LocalBackdrop backdrop, ResultFolder folder, Orders orders, boolean json) {
        this.surroundings = surroundings;
        this.backdrop = backdrop;
        this.folder = folder;
        this.orders = orders;
        this.progress = new BatchProgress(surroundings.terminal(), json, surroundings.clock());
        this.ready = surroundings.clock().get();
    }

    /** @throws UsageException if it wasn't confirmed, or there is no earlier run to try again */
    BatchReport run(BatchInput named) {
        BatchResults results = new BatchResults(backdrop, folder, named.names().folder());
        BatchRun run = new BatchRun(backdrop, results, progress, surroundings.stop(), surroundings.clock());
        try {
            run.awaitEarlier(named.target());
            ObjectNode request = request(named);
            progress.show(new BatchState("looking for what is new", 0, 0, 0, Duration.ZERO));
            BatchUpload upload = new BatchUpload(backdrop, surroundings.stop());
            BatchInput input = upload.put(named);
            if (surroundings.stop().isRequested()) {
                throw new CannotStartException("stopped before anything was started");
            }
            Batch batch = confirmed(run, input, order(input, request));
            return report(input, batch, request, run, results, upload.uploaded());
        } finally {
            progress.end();
        }
    }

    /** What is asked for; of failures, what was asked for when they failed, unless something is said now. */
    private ObjectNode request(BatchInput input) {
        orders.request()
                .backgroundFile()
                .ifPresent(file -> backdrop.upload(file.file(), file.keyByContents(), Map.of()));
        ObjectNode request = orders.request().part(backdrop.inputBucket());
        if (!orders.failedOnly()) {
            return request;
        }
        Batch last = backdrop.batches()
                .newest(input.target())
                .orElseThrow(
                        () -> new UsageException("--failed-only: there is no earlier run of this folder or manifest"
                                + " in this state; leave the option out"));
        return request.isEmpty() && last.order().request() != null
                ? last.order().request()
                : request;
    }

    private ObjectNode order(BatchInput input, ObjectNode request) {
        ObjectNode order = input.order();
        if (!request.isEmpty()) {
            order.set("request", request);
        }
        order.put("dryRun", orders.dryRun());
        order.put("confirm", orders.confirmed());
        if (orders.concurrency() != null) {
            order.put("concurrency", orders.concurrency());
        }
        if (orders.tolerate() != null) {
            order.put("toleratedFailurePercent", orders.tolerate());
        }
        order.put("failedOnly", orders.failedOnly());
        order.put("acceptPossibleCharge", orders.acceptPossibleCharge());
        return order;
    }

    /** Runs it, and once more if it is so large that somebody must agree first. */
    private Batch confirmed(BatchRun run, BatchInput input, ObjectNode order) {
        Batch batch = run(run, input, order, plan -> say(input, plan));
        if (batch.status() != BatchStatus.AWAITING_CONFIRMATION) {
            return batch;
        }
        progress.end();
        long jobs = batch.plan().counts().planned();
        Optional<String> answer = surroundings.question().ask("Start " + jobs + " jobs? [y/N] ");
        if (surroundings.stop().isRequested()) {
            throw new CannotStartException("stopped at the question; nothing was started");
        }
        String said = answer.orElseThrow(() -> new UsageException(
                jobs + " jobs are more than are started without asking. Look at the plan with --dry-run,"
                        + " and start them with --yes; nothing was started"));
        if (!said.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new CannotStartException("not confirmed; nothing was started");
        }
        return run(run, input, order.put("confirm", true), plan -> {});
    }

    /** A dry run's plan is its report. */
    private void say(BatchInput input, Plan plan) {
        if (!orders.dryRun()) {
            BatchText.plan(input, plan).forEach(progress::say);
        }
    }

    private Batch run(BatchRun run, BatchInput input, ObjectNode order, Consumer<Plan> planned) {
        return run.run(input.names().batchId(Instant.now()), order, input.leftOut(), planned)
                .orElseThrow(() -> new CannotStartException("stopped before anything was started"));
    }

    private BatchReport report(
            BatchInput input, Batch batch, ObjectNode request, BatchRun run, BatchResults results, int uploaded) {
        Duration running = run.running();
        boolean stopped = surroundings.stop().isRequested()
                && batch.status() != BatchStatus.SUCCEEDED
                && batch.status() != BatchStatus.FINISHED_WITH_FAILURES;
        BatchRows rows = new BatchRows(backdrop, results);
        boolean dryRun = batch.order() != null && batch.order().dryRun();
        return new BatchReport(
                input,
                batch,
                dryRun ? List.of() : rows.of(input, request, batch, stopped, notStarted(batch, stopped)),
                dryRun ? rows.leftOut(input, batch) : Map.of(),
                files(batch),
                stopped,
                uploaded,
                running,
                ready,
                surroundings.clock().get());
    }

    private static String notStarted(Batch batch, boolean stopped) {
        if (stopped) {
            return "the batch was stopped before its turn";
        }
        return batch.status() == BatchStatus.FAILED && batch.message() != null
                ? "the batch failed: " + batch.message()
                : "its job was never begun";
    }

    /** The report's files, put beside the results under one name; none of a batch that had nothing to do. */
    private Map<String, Path> files(Batch batch) {
        Map<String, Path> files = new LinkedHashMap<>();
        if (batch.ending() == null || batch.plan().end() != null && !isAllRefused(batch)) {
            return files;
        }
        Ending.Report report = batch.ending().report();
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try {
            contents.put("html", backdrop.download(report.bucket(), report.html()));
            contents.put("csv", backdrop.download(report.bucket(), report.csv()));
            contents.put("json", backdrop.download(report.bucket(), report.json()));
            return folder.writeTogether("report", contents);
        } catch (NoSuchElementException | IOException lost) {
            surroundings
                    .terminal()
                    .err()
                    .println("backdrop: the report can't be written to the folder of results: " + lost.getMessage());
            return files;
        }
    }

    private static boolean isAllRefused(Batch batch) {
        Counts counts = batch.plan().counts();
        return !batch.order().dryRun() && counts.refused() > 0 && counts.refused() == counts.found();
    }
}
