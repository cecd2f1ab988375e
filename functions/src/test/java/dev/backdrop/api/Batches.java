package dev.backdrop.api;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.Counts;
import dev.backdrop.batch.Ending;
import dev.backdrop.batch.Estimate;
import dev.backdrop.batch.Plan;
import dev.backdrop.batch.SkipReason;
import dev.backdrop.job.Job;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Batches at every place of their lives. */
final class Batches {

    static final String ID = "b".repeat(32);
    static final String FOLDER =
            "{\"folder\":\"batches/autumn/\",\"request\":{\"background\":{\"color\":\"#fff\"}},\"concurrency\":3}";

    private static final Ending.Report REPORT =
            new Ending.Report("photos-out", "reports/b/report.json", "reports/b/report.csv", "reports/b/report.html");

    private Batches() {}

    static Batch planning(String batchId, String input, Instant created) {
        try {
            return Batch.planning(
                    batchId,
                    RecordedExecutions.ARN + batchId,
                    BatchOrderReader.read(Json.mapper().readTree(input)),
                    created);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static Batch planning() {
        return planning(ID, FOLDER, Jobs.NOW);
    }

    private static Plan plan(BatchStatus end) {
        return new Plan(
                new Counts(9, 2, Map.of(SkipReason.DONE, 1L, SkipReason.EMPTY, 1L), 1, 6),
                new Estimate(new BigDecimal("24"), Map.of("painter", new BigDecimal("24")), Map.of("painter", 6L), 72),
                "reports/b/items.jsonl",
                3,
                12.5,
                end);
    }

    static Batch running() {
        return planning().planned(plan(null), null, Jobs.NOW.plusSeconds(5));
    }

    static Batch waiting() {
        return planning()
                .planned(plan(BatchStatus.AWAITING_CONFIRMATION), "start it again with confirm", Jobs.NOW)
                .ended(
                        BatchStatus.AWAITING_CONFIRMATION,
                        new Ending(0, 0, 6, BigDecimal.ZERO, Map.of(), REPORT),
                        null,
                        Jobs.NOW);
    }

    static Batch ended(BatchStatus status) {
        BigDecimal spent = new BigDecimal("20.5");
        return running()
                .reporting(Jobs.NOW)
                .ended(
                        status,
                        new Ending(4, 1, 1, spent, Map.of("painter", spent), REPORT),
                        "4 of 6 jobs succeeded",
                        Jobs.NOW.plusSeconds(90));
    }

    /** The same job, of this batch. */
    static Job of(String jobId, Job job) {
        return new Job(
                jobId,
                job.status(),
                job.version(),
                job.execution(),
                job.run(),
                ID,
                job.source(),
                job.request(),
                job.provider(),
                job.photo(),
                job.background(),
                job.composed(),
                job.attempts(),
                job.result(),
                job.failure(),
                job.createdAt(),
                job.updatedAt());
    }
}
