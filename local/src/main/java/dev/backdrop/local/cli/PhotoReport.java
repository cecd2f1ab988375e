package dev.backdrop.local.cli;

import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one photo of a run has come out.
 *
 * @param photo as named on the command line
 * @param job its record, or null if there is none
 * @param provider who made it or was to make it, or null if nobody was chosen
 * @param time from the upload to the written result
 * @param result the file, or null
 * @param reason why there is no file, or null
 */
record PhotoReport(Path photo, Job job, ProviderNote provider, Duration time, Path result, Reason reason) {

    boolean succeeded() {
        return reason == null;
    }

    boolean simulated() {
        return provider != null && provider.isSimulated();
    }

    String status() {
        return job == null ? "NOT_STARTED" : job.status().name();
    }

    Optional<String> providerName() {
        return Optional.ofNullable(job).map(Job::provider);
    }

    int polls() {
        return job == null
                ? 0
                : job.attempts().stream().mapToInt(Attempt::polls).sum();
    }

    /** In the vendor's units; nothing if it didn't say. */
    Optional<BigDecimal> credits() {
        return job == null
                ? Optional.empty()
                : job.attempts().stream()
                        .map(Attempt::ending)
                        .filter(Objects::nonNull)
                        .map(Attempt.Ending::credits)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal::add);
    }

    /** What to know of the result, in sentences. */
    List<String> notes() {
        return Optional.ofNullable(job)
                .flatMap(Job::attempt)
                .map(Attempt::ending)
                .map(Attempt.Ending::notes)
                .orElse(List.of());
    }

    /** Known for jobs that have ended. */
    Optional<JobTimes> times() {
        return Optional.ofNullable(job).filter(Job::isFinal).map(JobTimes::of);
    }
}
