package dev.backdrop.local.asl.states;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as a definition writes them. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** @throws DateTimeException if it isn't RFC 3339 */
    public static Instant parse(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    static boolean valid(String text) {
        try {
            parse(text);
            return true;
        } catch (DateTimeException invalid) {
            return false;
        }
    }

    /** With milliseconds always, as the context object has it. */
    public static String format(Instant instant) {
        return MILLIS.format(instant);
    }
}
