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

    /** Keeps the photo as the gate left it, for as long as the job runs. */
    PhotoRecord.Prepared savePrepared(String jobId, byte[] bytes, PhotoFormat format, int width, int height);

    /** What {@link #savePrepared} kept. */
    Photo prepared(String jobId, PhotoRecord.Prepared prepared);

    /** Writes the result of a job at its one place; writing it again changes nothing. */
    void saveResult(Job job, Result result, byte[] bytes);

    /** The bucket that results are written to. */
    String resultBucket();
}
