package dev.backdrop.batch;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a batch came to, by its report.
 *
 * @param succeeded planned jobs with a result
 * @param failed planned jobs that ended badly, or were stopped
 * @param unfinished planned jobs that were never started, or that another execution still works on
 * @param credits spent, of all providers together, each in its own units, as far as vendors say
 * @param creditsByProvider the same for each
 * @param report where the report is
 */
public record Ending(
        long succeeded,
        long failed,
        long unfinished,
        BigDecimal credits,
        Map<String, BigDecimal> creditsByProvider,
        Report report) {

    public Ending {
        creditsByProvider = Map.copyOf(creditsByProvider);
    }

    /** Keys in a bucket. */
    public record Report(String bucket, String json, String csv, String html) {}
}
