package dev.backdrop.local.cli;

import dev.backdrop.batch.Batch;
import dev.backdrop.failure.Charge;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a batch has come out.
 *
 * @param batch its record
 * @param rows all photos, those of earlier batches too; empty for a dry run
 * @param leftOut photos that no job can be made of, of a dry run
 * @param files the report's files beside the results, by kind; empty if nothing was run
 * @param stopped whether it was stopped before its end
 * @param uploaded photos that were new or had changed
 * @param running from the first job to the last
 * @param startUp until the application was ready
 * @param total of the whole command, start-up included
 */
record BatchReport(
        BatchInput input,
        Batch batch,
        List<BatchRow> rows,
        Map<BatchPhoto, Reason> leftOut,
        Map<String, Path> files,
        boolean stopped,
        int uploaded,
        Duration running,
        Duration startUp,
        Duration total) {

    /** Photos that have a result. */
    long done() {
        return rows.stream().filter(BatchRow::succeeded).count();
    }

    /** Jobs of this batch that have one. */
    long succeededNow() {
        return rows.stream().filter(row -> row.now() && row.succeeded()).count();
    }

    /** Jobs of this batch that have none and were not cut off. */
    long failedNow() {
        return rows.stream().filter(row -> row.now() && !row.succeeded()).count() - cutOff();
    }

    /** Jobs that were under way when this batch was stopped. */
    long cutOff() {
        return rows.stream()
                .filter(row -> row.now() && !row.succeeded() && row.reason().isStopped())
                .count();
    }

    /**
     * Jobs of this batch that were given to their workflows, whatever came of them; not the same as what providers were given,
     * which is {@link #tasks}.
     */
    long submitted() {
        return rows.stream().filter(BatchRow::now).count();
    }

    /** Tasks that providers have accepted in this batch, by provider. */
    Map<String, Long> tasks() {
        return rows.stream()
                .filter(row -> row.now() && row.job().tasksOfRun() > 0)
                .collect(Collectors.groupingBy(
                        row -> row.job().provider(),
                        TreeMap::new,
                        Collectors.summingLong(row -> row.job().tasksOfRun())));
    }

    /** Whether a provider may charge for something that has no result. */
    boolean mayBeCharged() {
        return rows.stream()
                .anyMatch(row -> row.now() && !row.succeeded() && row.reason().charged() != Charge.NO);
    }

    /** Whether it was to try again what had failed. */
    boolean isAgain() {
        return batch.order() != null && batch.order().failedOnly();
    }

    List<BatchRow> failures() {
        return rows.stream().filter(row -> !row.succeeded()).toList();
    }

    boolean isDryRun() {
        return batch.order() != null && batch.order().dryRun();
    }

    /** By provider, because a credit of one isn't a credit of another. */
    Map<String, BigDecimal> credits() {
        return batch.ending() == null ? Map.of() : batch.ending().creditsByProvider();
    }

    /** The providers that were used and have something to be known about. */
    List<ProviderNote> notes() {
        return rows.stream()
                .map(BatchRow::provider)
                .filter(Objects::nonNull)
                .filter(provider -> !provider.note().isEmpty())
                .distinct()
                .toList();
    }
}
