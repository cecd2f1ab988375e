package dev.backdrop.job;

import java.util.Objects;

/**
 * Exactly one version of one object.
 *
 * @param versionId its version, or null in a bucket without versions
 * @param etag as S3 gives it, without quotes, or null when the object is gone
 * @param size bytes
 */
public record Source(String bucket, String key, String versionId, String etag, long size) {

    public Source {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
    }

    /** What tells this version from any other of the same key. */
    public String revision() {
        if (versionId != null) {
            return versionId;
        }
        return etag == null ? "" : etag;
    }

    /** Bucket and key in one word, for looking jobs up by their photo. */
    public String address() {
        return bucket + "/" + key;
    }
}
