package dev.backdrop.aws;

import dev.backdrop.batch.OpenFile;
import dev.backdrop.job.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object written part by part, so that its length needn't be known and only one part is held. One that fits into a
 * single part is written at once. Not for many threads.
 */
final class S3OpenFile extends OpenFile {

    /** 10,000 parts are allowed, so an object can have 80 GB. */
    static final int PART = 8 << 20;

    private static final int FIRST = 64 << 10;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[FIRST];
    private int filled;
    private String upload;
    private boolean done;

    S3OpenFile(S3Client s3, String bucket, String key, String contentType) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (done) {
            throw new IllegalStateException(key + " is complete");
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, PART - filled);
            room(some);
            System.arraycopy(bytes, from, buffer, filled, some);
            filled += some;
            from += some;
            left -= some;
            if (filled == PART) {
                send();
            }
        }
    }

    private void room(int more) {
        if (filled + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(buffer.length * 2, filled + more)));
        }
    }

    private void send() {
        if (upload == null) {
            upload = S3Reach.reach(
                    "begin " + key,
                    () -> s3.createMultipartUpload(
                                    create -> create.bucket(bucket).key(key).contentType(contentType))
                            .uploadId());
        }
        int number = parts.size() + 1;
        RequestBody body = RequestBody.fromBytes(filled == buffer.length ? buffer : Arrays.copyOf(buffer, filled));
        String etag = S3Reach.reach(
                "write " + key,
                () -> s3.uploadPart(
                                part -> part.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                body)
                        .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        filled = 0;
    }

    @Override
    public void complete() {
        if (upload == null) {
            byte[] all = Arrays.copyOf(buffer, filled);
            S3Reach.reach(
                    "write " + key,
                    () -> s3.putObject(
                            put -> put.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(all)));
        } else {
            if (filled > 0) {
                send();
            }
            S3Reach.reach(
                    "complete " + key,
                    () -> s3.completeMultipartUpload(all ->
                            all.bucket(bucket).key(key).uploadId(upload).multipartUpload(made -> made.parts(parts))));
        }
        done = true;
    }

    @Override
    public void close() {
        if (done || upload == null) {
            return;
        }
        done = true;
        try {
            S3Reach.reach(
                    "abandon " + key,
                    () -> s3.abortMultipartUpload(
                            abort -> abort.bucket(bucket).key(key).uploadId(upload)));
        } catch (StoreUnavailableException away) {
            // What stopped the writing is on its way to the caller; the bucket's lifecycle removes the parts.
            parts.clear();
        }
    }
}
