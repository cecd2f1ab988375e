package dev.backdrop.local.cloud.template;

import java.util.Optional;

/**
 * Something that the template wants done again and again.
 *
 * @param expression {@code rate(...)}, {@code cron(...)} or {@code at(...)}
 * @param timeZone of the expression; UTC if empty
 */
public record ScheduleView(
        String logicalId,
        String name,
        String expression,
        Optional<String> timeZone,
        boolean enabled,
        TargetView target) {}
