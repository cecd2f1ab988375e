package dev.backdrop.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as RFC 3339 writes them. Java's own reading takes no leap second and no offset beyond 18 hours, which the RFC allows
 * both.
 */
final class InternetTime {

    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}):(\\d{2})(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d{2}):(\\d{2}))");
    private static final int DIGITS_OF_NANOS = 9;

    private InternetTime() {}

    static Optional<Instant> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            int seconds = Integer.parseInt(parts.group(3));
            LocalTime minute = LocalTime.parse(parts.group(2));
            Instant local = LocalDate.parse(parts.group(1)).atTime(minute).toInstant(ZoneOffset.UTC);
            return seconds > 60
                    ? Optional.empty()
                    : offset(parts)
                            .map(ahead -> local.plusSeconds(seconds)
                                    .plusNanos(nanos(parts.group(4)))
                                    .minus(ahead));
        } catch (DateTimeException notOnTheCalendar) {
            return Optional.empty();
        }
    }

    private static long nanos(String fraction) {
        String digits = fraction == null ? "" : fraction;
        return Long.parseLong((digits + "000000000").substring(0, DIGITS_OF_NANOS));
    }

    /** How far the clock that was read is ahead of UTC. */
    private static Optional<Duration> offset(Matcher parts) {
        if (parts.group(5) == null) {
            return Optional.of(Duration.ZERO);
        }
        int hours = Integer.parseInt(parts.group(6));
        int minutes = Integer.parseInt(parts.group(7));
        Duration offset = Duration.ofHours(hours).plusMinutes(minutes);
        return hours > 23 || minutes > 59
                ? Optional.empty()
                : Optional.of(parts.group(5).equals("-") ? offset.negated() : offset);
    }
}
