package dev.backdrop.local.cloud.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an expression, taken apart.
 *
 * @param kind the word before the brackets
 * @param argument what is in them
 */
record ExpressionText(String text, String kind, String argument) {

    private static final Pattern SHAPE = Pattern.compile("([a-z]+)\\(([^()]*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,5}) (minute|hour|day)(s?)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static ExpressionText of(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        return matcher.matches()
                ? new ExpressionText(text, matcher.group(1), matcher.group(2).strip())
                : new ExpressionText(text, "", "");
    }

    ScheduleException unknown(String known) {
        return new ScheduleException("'" + text + "' is not one of " + known);
    }

    Duration rate() {
        Matcher matcher = matched();
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Rules know "1 minute" and "2 minutes", and neither "1 minutes" nor "2 minute". */
    Duration grammaticalRate() {
        Matcher matcher = matched();
        if (matcher.group(1).equals("1") == matcher.group(3).equals("s")) {
            throw new ScheduleException(
                    "'" + text + "': a rule's unit is singular after 1, plural after other numbers");
        }
        return rate();
    }

    private Matcher matched() {
        Matcher matcher = RATE.matcher(argument);
        if (!matcher.matches()) {
            throw new ScheduleException(
                    "'" + text + "' is not a rate: a whole number, and minutes, hours or days, as in rate(5 minutes)");
        }
        return matcher;
    }

    LocalDateTime time() {
        try {
            return LocalDateTime.parse(argument, TIME);
        } catch (DateTimeException e) {
            throw new ScheduleException("'" + text + "' is not a time as in at(2026-11-21T02:00:00)", e);
        }
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ScheduleException("'" + name + "' is not a time zone such as Europe/Berlin", e);
        }
    }
}
