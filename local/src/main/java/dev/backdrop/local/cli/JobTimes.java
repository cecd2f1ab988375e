package dev.backdrop.local.cli;

import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of a job went.
 *
 * @param total from its claim to its last change
 * @param vendor while a vendor had a task of it, by the times at which that was seen
 */
record JobTimes(Duration total, Duration vendor) {

    static JobTimes of(Job job) {
        // A step that a later attempt goes on from is in both of them.
        Map<Attempt.Task, Instant> tasks = new LinkedHashMap<>();
        for (Attempt attempt : job.attempts()) {
            attempt.steps().forEach(step -> tasks.putIfAbsent(step.task(), step.finishedAt()));
            if (attempt.task() != null) {
                tasks.put(attempt.task(), end(attempt, job.updatedAt()));
            }
        }
        Duration vendor = tasks.entrySet().stream()
                .map(task -> Duration.between(task.getKey().submittedAt(), task.getValue()))
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
