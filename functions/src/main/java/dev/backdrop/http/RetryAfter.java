package dev.backdrop.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The Retry-After header: seconds or an HTTP date, and nothing if it is neither. */
public final class RetryAfter {

    /** A server that asks for more is asked again after this: nobody's word holds a job up for long. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /** How long to wait, from 1 s to {@link #LONGEST}. */
    public static Optional<Duration> of(Headers headers, Instant now) {
        return headers.first("Retry-After").map(String::strip).flatMap(text -> wait(text, now));
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (text.matches("\\d+")) {
            boolean moderate = text.length() <= 9;
            return Optional.of(clamped(moderate ? Duration.ofSeconds(Long.parseLong(text)) : LONGEST));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(clamped(Duration.between(now, then)));
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }

    private static Duration clamped(Duration wait) {
        if (wait.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
