package dev.backdrop.batch;

import dev.backdrop.job.Source;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The photos of the input bucket.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the store can't be reached.
 */
public interface InputPhotos {

    String bucket();

    /**
     * Hands over the newest version of each object under a prefix, in pages of up to a thousand, without holding more than
     * one of them.
     */
    void list(String prefix, Consumer<List<Source>> page);

    /** The newest versions of these objects, by key; those that don't exist are missing. */
    Map<String, Source> find(Collection<String> keys);

    /** An object's bytes, as they come; nothing if there is no such object. */
    Optional<InputStream> open(String key);
}
