package dev.backdrop.local.cli;

import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the time of a job went.
 *
 * @param total from its claim to its last change
 * @param vendor while a vendor had a task of it, by the times at which that was seen
 */
record JobTimes(Duration total, Duration vendor) {

    static JobTimes of(Job job) {
        Duration vendor = job.attempts().stream()
                .filter(attempt -> attempt.task() != null)
                .map(attempt -> Duration.between(attempt.task().submittedAt(), end(attempt, job.updatedAt())))
                .filter(time -> !time.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
        return new JobTimes(Duration.between(job.createdAt(), job.updatedAt()), vendor);
    }

    private static Instant end(Attempt attempt, Instant last) {
        return attempt.ending() == null ? last : attempt.ending().at();
    }

    /** What Backdrop itself took. */
    Duration overhead() {
        Duration rest = total.minus(vendor);
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
