package dev.backdrop.workflow;

import dev.backdrop.settings.Settings;
import java.time.Duration;

/**
 * What ends every job, however long the vendor takes.
 *
 * @param taskDeadline from a task's submission to its end
 * @param maxPolls polls of one task
 * @param submitDeadline from the first try of a submission to its acceptance
 * @param maxAttempts tasks for one job
 * @param maxFetches tries to fetch one result
 */
public record Limits(Duration taskDeadline, int maxPolls, Duration submitDeadline, int maxAttempts, int maxFetches) {

    /** @throws dev.backdrop.settings.InvalidSettingException for a setting out of its range */
    public static Limits from(Settings settings) {
        return new Limits(
                settings.seconds(
                        "BACKDROP_TASK_DEADLINE_SECONDS",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                (int) settings.number("BACKDROP_MAX_POLLS", 600, 1, 700),
                settings.seconds(
                        "BACKDROP_SUBMIT_DEADLINE_SECONDS",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                (int) settings.number("BACKDROP_MAX_ATTEMPTS", 2, 1, 3),
                (int) settings.number("BACKDROP_MAX_FETCHES", 10, 1, 30));
    }
}
