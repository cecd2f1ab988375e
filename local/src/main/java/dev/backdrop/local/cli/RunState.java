package dev.backdrop.local.cli;

import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A run at one moment.
 *
 * @param photos those that have been uploaded, in order
 * @param total photos of the run
 * @param elapsed since the first upload
 */
record RunState(List<Photo> photos, int total, Duration elapsed) {

    /**
     * @param job as last seen, or null if it isn't claimed yet
     * @param provider null if nobody is chosen yet
     * @param time since its upload, or that it took
     * @param done whether nothing more will happen
     * @param reason why it has failed, or null
     */
    record Photo(Path photo, Job job, ProviderNote provider, Duration time, boolean done, Reason reason) {

        String name() {
            return Text.printable(photo.toString());
        }

        /** In words, without the name. */
        String standing() {
            if (done && reason != null) {
                return "failed: " + reason.code();
            }
            if (job == null) {
                return "uploaded";
            }
            String who = provider == null ? "" : " " + provider.name() + (provider.isSimulated() ? " (simulated)" : "");
            int polls = job.attempt().map(Attempt::polls).orElse(0);
            return job.status() + who + (polls == 0 ? "" : polls == 1 ? ", 1 poll" : ", " + polls + " polls");
        }
    }

    long done() {
        return photos.stream().filter(Photo::done).count();
    }

    long failed() {
        return photos.stream().filter(photo -> photo.reason() != null).count();
    }

    String summary() {
        return done() + " of " + total + " done" + (failed() == 0 ? "" : ", " + failed() + " failed") + ", "
                + elapsed.toSeconds() + " s";
    }
}
