package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import java.nio.file.Path;

/**
 * How one photo of a batch stands at the end.
 *
 * @param job its record, or null if there is none
 * @param provider who made it or was to make it, or null if nobody was chosen
 * @param result the file, or null
 * @param reason why there is no file, or null
 * @param now whether this batch has run its job, and not an earlier one
 */
record BatchRow(BatchPhoto photo, Job job, ProviderNote provider, Path result, Reason reason, boolean now) {

    boolean succeeded() {
        return reason == null;
    }

    String status() {
        return job == null ? "NOT_STARTED" : job.status().name();
    }

    boolean simulated() {
        return provider != null && provider.isSimulated();
    }

    /** The credits and times that are known of it. */
    PhotoReport report() {
        return new PhotoReport(photo.file(), job, provider, null, result, reason);
    }
}
