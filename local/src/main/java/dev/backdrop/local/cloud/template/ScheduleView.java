package dev.backdrop.local.cloud.template;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the template wants done again and again.
 *
 * @param kind which of the two services does it
 * @param expression {@code rate(...)}, {@code cron(...)} or {@code at(...)}
 * @param timeZone of the expression; UTC if empty
 * @param start nothing happens before
 * @param end nothing happens after
 */
public record ScheduleView(
        String logicalId,
        String name,
        String arn,
        Kind kind,
        String expression,
        Optional<String> timeZone,
        Optional<Instant> start,
        Optional<Instant> end,
        boolean enabled,
        TargetView target) {

    /** What a schedule is made of. */
    public enum Kind {
        /** EventBridge Scheduler: {@code AWS::Scheduler::Schedule}, and SAM's {@code ScheduleV2}. */
        SCHEDULER,
        /** A rule of EventBridge that goes by the clock: SAM's {@code Schedule}. */
        RULE
    }
}
