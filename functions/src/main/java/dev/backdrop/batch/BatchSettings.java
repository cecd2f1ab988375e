package dev.backdrop.batch;

import dev.backdrop.settings.Settings;
import java.util.OptionalInt;

/**
 * What the stack says about batches.
 *
 * @param confirmOver how many jobs start without asking back
 * @param concurrency jobs at once, or empty for what the provider bears
 * @param toleratedFailurePercent the share of a batch's jobs that may fail before it is stopped
 */
public record BatchSettings(long confirmOver, OptionalInt concurrency, double toleratedFailurePercent) {

    /** @throws dev.backdrop.settings.InvalidSettingException for a setting out of its range */
    public static BatchSettings from(Settings settings) {
        int concurrency = (int) settings.number("BACKDROP_BATCH_CONCURRENCY", 0, 0, 1_000);
        return new BatchSettings(
                settings.number("BACKDROP_CONFIRM_OVER", 500, 0, 100_000_000),
                concurrency == 0 ? OptionalInt.empty() : OptionalInt.of(concurrency),
                settings.number("BACKDROP_TOLERATED_FAILURE_PERCENT", 100, 0, 100));
    }
}
