package dev.backdrop.api;

import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobQuery.Position;
import dev.backdrop.job.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended, in a form that callers hand back unread. It names a place in the list, and the filters that the list was
 * made with, so that it can't be used with others.
 */
final class Cursor {

    private static final Pattern TEXT = Pattern.compile("1 ([0-9TZ:.-]{1,40}) ([0-9a-f]{32}) ([0-9a-f]{16})");
    private static final int FINGERPRINT = 16;

    private Cursor() {}

    static String write(Position position, JobQuery query) {
        String text = "1 " + position.createdAt() + " " + position.jobId() + " " + fingerprint(query);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws ProblemException if it isn't one of ours, or one of another list */
    static Position read(String cursor, JobQuery query) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            Matcher parts = TEXT.matcher(new String(bytes, StandardCharsets.US_ASCII));
            if (parts.matches() && parts.group(3).equals(fingerprint(query))) {
                return new Position(Instant.parse(parts.group(1)), parts.group(2));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // Said below, in the same words as a cursor of another list.
        }
        throw new ProblemException(Problem.badField(
                "cursor", "is not one that this list gave; take it from the page before, with the same filters"));
    }

    private static String fingerprint(JobQuery query) {
        String filters = query.status() + "\n" + query.sourceAddress() + "\n" + query.since() + "\n" + query.until();
        return Sha256.hex(filters.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT);
    }
}
