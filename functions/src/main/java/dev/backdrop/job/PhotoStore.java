package dev.backdrop.job;

import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Where photos come from and results go to.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store can't be reached.
 */
public interface PhotoStore {

    /** An uploaded object, with the user metadata it came with. */
    record Upload(Source source, Map<String, String> metadata) {}

    /**
     * Looks at an object without reading it.
     *
     * @param versionId null for the newest
     * @return nothing if it is gone
     */
    Optional<Upload> find(String bucket, String key, String versionId);

    /**
     * Reads exactly this version.
     *
     * @return nothing if it is gone, or has been replaced in a bucket without versions
     */
    Optional<byte[]> read(Source source);

    /** Reads {@code presets/<name>.json}, if there is one. */
    Optional<byte[]> readPreset(String bucket, String name);

    /**
     * Reads an object that a request names.
     *
     * @param maxBytes more than that isn't read
     */
    Reading readNamed(String bucket, String key, long maxBytes);

    /** What came of reading an object that a request names. */
    sealed interface Reading {
        record Bytes(byte[] bytes) implements Reading {}

        /** @param reason fit to follow the object's name: {@code doesn't exist} */
        record Unreadable(String reason) implements Reading {}
    }

    /** What a picture under way is. */
    enum Role {
        PHOTO,
        BACKGROUND
    }

    /** Keeps a picture as the gate left it, for as long as the job runs. */
    PhotoRecord.Prepared savePrepared(String jobId, Role role, byte[] bytes, PhotoFormat format, int width, int height);

    /** What {@link #savePrepared} kept. */
    Photo prepared(PhotoRecord.Prepared prepared);

    /**
     * Keeps a result that came with a vendor's answer, as it came, for as long as the job runs.
     *
     * @return what {@link #readKept} wants
     */
    String keepAnswer(String jobId, int attempt, byte[] bytes);

    /** What {@link #keepAnswer} kept, or nothing once it is gone. */
    Optional<byte[]> readKept(String key);

    /** Writes the result of a job at its one place; writing it again changes nothing. */
    void saveResult(Job job, Result result, byte[] bytes);

    /** The bucket that results are written to. */
    String resultBucket();
}
