package dev.backdrop.local.cloud.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A cron expression of EventBridge: minutes, hours, day of month, month, day of week, year. What AWS doesn't document is
 * refused: {@code LW}, {@code L-3}, ranges that run over the end.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">EventBridge Scheduler:
 *     cron-based schedules</a>
 */
public final class CronExpression {

    private static final int FIELDS = 6;

    private final BitSet minutes;
    private final BitSet hours;
    private final Predicate<LocalDate> days;
    private final BitSet months;
    private final BitSet years;

    private CronExpression(BitSet minutes, BitSet hours, Predicate<LocalDate> days, BitSet months, BitSet years) {
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.months = months;
        this.years = years;
    }

    /**
     * @param fields what stands between the brackets of {@code cron(...)}
     * @throws ScheduleException if AWS wouldn't take it
     */
    public static CronExpression of(String fields) {
        List<String> parts = List.of(fields.strip().split("\\s+"));
        if (parts.size() != FIELDS) {
            throw new ScheduleException("a cron expression has six fields (minutes hours day-of-month month day-of-week"
                    + " year), not " + parts.size() + ": '" + fields + "'");
        }
        return new CronExpression(
                CronField.MINUTES.values(parts.get(0)),
                CronField.HOURS.values(parts.get(1)),
                CronDays.of(parts.get(2), parts.get(4)),
                CronField.MONTH.values(parts.get(3)),
                CronField.YEAR.values(parts.get(5)));
    }

    /**
     * The first time after an instant at which clocks of the zone show what the expression says. A time that the clocks
     * skip in spring is left out; of one that they show twice in autumn the first counts and the second doesn't.
     *
     * @return nothing if there is none to the end of the year 2199
     */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate from = ZonedDateTime.ofInstant(after, zone).toLocalDate();
        for (LocalDate date = from; date.getYear() <= CronField.YEAR.most(); ) {
            if (!years.get(date.getYear())) {
                date = date.withDayOfYear(1).plusYears(1);
            } else if (!months.get(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<Instant> found = days.test(date) ? next(date, after, zone) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
                date = date.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> next(LocalDate date, Instant after, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Optional<Instant> instant = instant(date.atTime(hour, minute), zone);
                if (instant.isPresent() && instant.get().isAfter(after)) {
                    return instant;
                }
            }
        }
        return Optional.empty();
    }

    /** When clocks of the zone show a time for the first time; nothing if they skip it. */
    static Optional<Instant> instant(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(time.toInstant(offsets.get(0)));
    }
}
