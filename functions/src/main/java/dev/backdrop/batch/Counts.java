package dev.backdrop.batch;

import java.util.Map;

/**
 * What a plan came to. Found is skipped, refused and planned together.
 *
 * @param found objects of the folder, rows of the manifest, or jobs of the earlier batch
 * @param skipped left out, for whatever reason
 * @param skippedBy the same by reason
 * @param refused rows and photos that no job can be made of; the report says why of each
 * @param planned jobs
 */
public record Counts(long found, long skipped, Map<SkipReason, Long> skippedBy, long refused, long planned) {

    public Counts {
        skippedBy = Map.copyOf(skippedBy);
    }
}
