package dev.backdrop.batch;

import java.io.InputStream;
import java.util.Optional;

/**
 * Lists and reports, in the output bucket.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface BatchFiles {

    String bucket();

    /** Starts a file of any length, of which little is held in memory. It doesn't exist before {@link OpenFile#complete}. */
    OpenFile create(String key, String contentType);

    /** A file's bytes, as they come; nothing if there is no such file. */
    Optional<InputStream> open(String key);

    /**
     * A finished picture.
     *
     * @param maxBytes more than that isn't read
     * @return nothing if it is gone, or larger
     */
    Optional<byte[]> readResult(String bucket, String key, long maxBytes);
}
