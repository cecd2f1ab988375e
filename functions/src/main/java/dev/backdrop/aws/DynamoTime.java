package dev.backdrop.aws;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as texts that sort as the times do: the usual text leaves zeros out, and then a whole second sorts after its parts. */
final class DynamoTime {

    /** The ends of the range in which a year has four digits. */
    static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final DateTimeFormatter NINE_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private DynamoTime() {}

    static String text(Instant time) {
        return NINE_DIGITS.format(time);
    }
}
