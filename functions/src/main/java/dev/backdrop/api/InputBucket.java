package dev.backdrop.api;

import dev.backdrop.job.PhotoStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The bucket that photos are put into, as the API's callers reach it.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when it can't be reached.
 */
public interface InputBucket {

    /**
     * Leave to put one photo.
     *
     * @param headers to be sent with it exactly
     */
    record UploadLink(URI address, Map<String, String> headers, Instant expiresAt) {}

    String name();

    /**
     * Looks at an object that a caller has named.
     *
     * @param versionId null for the newest
     * @return nothing if it isn't there, or can't be by its name
     */
    Optional<PhotoStore.Upload> find(String key, String versionId);

    /** Whether there is any object whose key begins so. */
    boolean hasAny(String prefix);

    /** Leave to put this many bytes of this type under this key, once, as long as nothing is there. */
    UploadLink uploadLink(String key, String contentType, long size, Duration validity);

    /** Writes an object; does nothing if there is one already. */
    void save(String key, String contentType, byte[] bytes);
}
