package dev.backdrop.local.cloud.schedule;

import java.time.Instant;

/**
 * One time that a schedule came due.
 *
 * @param time what the schedule says
 * @param attempts how often its target was called
 */
public record ScheduledRun(String schedule, Instant time, int attempts, Outcome outcome) {

    /** How it ended. */
    public enum Outcome {
        /** The target has taken it. */
        DELIVERED,
        /** The target hasn't, and won't be asked again. */
        DEAD_LETTER
    }
}
