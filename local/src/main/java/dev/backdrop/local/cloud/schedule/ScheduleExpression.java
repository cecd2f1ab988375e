package dev.backdrop.local.cloud.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something is to happen.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">EventBridge Scheduler: schedule
 *     types</a>
 */
public sealed interface ScheduleExpression {

    /** The first time at or after an instant, for a schedule that began at {@code begin}; nothing if there is no more. */
    Optional<Instant> next(Instant from, Instant begin);

    /** At times that clocks show. */
    record Cron(CronExpression expression, ZoneId zone) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from, Instant begin) {
            return expression.next(from.minusNanos(1), zone);
        }
    }

    /**
     * At regular distances; a day is 24 hours, whatever clocks do.
     *
     * @param first how long after it began the first time comes: at once in EventBridge Scheduler, after one distance in a
     *     rule
     */
    record Rate(Duration every, Duration first) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from, Instant begin) {
            Instant start = begin.plus(first);
            if (!from.isAfter(start)) {
                return Optional.of(start);
            }
            long millis = every.toMillis();
            long past = Duration.between(start, from.plusNanos(999_999)).toMillis();
            return Optional.of(start.plusMillis((past + millis - 1) / millis * millis));
        }
    }

    /** Once. */
    record At(LocalDateTime time, ZoneId zone) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from, Instant begin) {
            return CronExpression.instant(time, zone).filter(instant -> !instant.isBefore(from));
        }
    }

    /**
     * An expression of EventBridge Scheduler.
     *
     * @param zone what {@code cron} and {@code at} go by, such as {@code Europe/Berlin}
     * @throws ScheduleException if AWS wouldn't take it
     */
    static ScheduleExpression ofScheduler(String text, String zone) {
        ZoneId clocks = ExpressionText.zone(zone);
        ExpressionText expression = ExpressionText.of(text);
        return switch (expression.kind()) {
            case "cron" -> new Cron(CronExpression.of(expression.argument()), clocks);
            case "rate" -> new Rate(expression.rate(), Duration.ZERO);
            case "at" -> new At(expression.time(), clocks);
            default -> throw expression.unknown("cron(...), rate(...) or at(...)");
        };
    }

    /**
     * The expression of a rule, which goes by UTC and starts counting when the rule is made.
     *
     * @throws ScheduleException if AWS wouldn't take it
     */
    static ScheduleExpression ofRule(String text) {
        ExpressionText expression = ExpressionText.of(text);
        return switch (expression.kind()) {
            case "cron" -> new Cron(CronExpression.of(expression.argument()), ZoneOffset.UTC);
            case "rate" -> new Rate(expression.grammaticalRate(), expression.grammaticalRate());
            default -> throw expression.unknown("cron(...) or rate(...)");
        };
    }
}
