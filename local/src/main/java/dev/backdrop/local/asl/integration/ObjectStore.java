package dev.backdrop.local.asl.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Where a Distributed Map finds its items and leaves its results: S3. Calls block. */
public interface ObjectStore {

    /**
     * What a listing says of an object.
     *
     * @param etag with its quotation marks, as S3 gives it
     * @param size bytes
     */
    record Listed(String key, String etag, Instant lastModified, long size, String storageClass) {}

    /** Bytes that can be read more than once, so that a failed write can be repeated. */
    interface Content {

        /** Bytes in all. */
        long size();

        /** From the first byte on. */
        InputStream open();
    }

    /**
     * Copies an object.
     *
     * @param version the newest if empty
     * @throws IOException if it can't be read, saying why for people; {@code to} may have got a part of it
     */
    void read(String bucket, String key, Optional<String> version, OutputStream to) throws IOException;

    /**
     * Lists the objects under a prefix in the order of their keys, page by page.
     *
     * @param each takes the next object; false if no more are wanted
     * @throws IOException if the bucket can't be listed, saying why for people
     */
    void list(String bucket, String prefix, Predicate<Listed> each) throws IOException;

    /** @throws IOException if it can't be written, saying why for people */
    void write(String bucket, String key, String contentType, Content content) throws IOException;
}
