package dev.backdrop.batch;

import dev.backdrop.photo.Thumbnail;
import dev.backdrop.photo.UnreadablePhotoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Small pictures of results, as many as there is time for: a report is worth more than its pictures. */
final class Thumbnails {

    static final int MOST = 200;
    private static final Duration BUDGET = Duration.ofMinutes(3);
    private static final int SIDE = 192;
    private static final long LARGEST_RESULT = 64L << 20;

    private final BatchFiles files;
    private final Clock clock;
    private final Instant until;
    private int made;

    Thumbnails(BatchFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.until = clock.instant().plus(BUDGET);
    }

    /** @return nothing if there is no such result, it can't be read, or the time is up */
    Optional<byte[]> of(String resultKey) {
        if (made == MOST || clock.instant().isAfter(until)) {
            return Optional.empty();
        }
        made++;
        return files.readResult(files.bucket(), resultKey, LARGEST_RESULT).flatMap(Thumbnails::small);
    }

    private static Optional<byte[]> small(byte[] picture) {
        try {
            return Optional.of(Thumbnail.jpeg(picture, SIDE));
        } catch (UnreadablePhotoException unreadable) {
            // The row itself says how the job went; a picture that only can't be shown is no failure.
            return Optional.empty();
        }
    }
}
