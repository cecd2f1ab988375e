package dev.backdrop.aws;

import dev.backdrop.batch.BatchFiles;
import dev.backdrop.batch.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Lists and reports of batches in the output bucket. */
public final class S3BatchFiles implements BatchFiles {

    private final S3Client s3;
    private final String bucket;

    public S3BatchFiles(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public OpenFile create(String key, String contentType) {
        return new S3OpenFile(s3, bucket, key, contentType);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return S3Reach.unlessGone(
                "read " + key, () -> s3.getObject(get -> get.bucket(bucket).key(key)));
    }

    @Override
    public Optional<byte[]> readResult(String from, String key, long maxBytes) {
        return S3Reach.unlessGone(
                        "read " + key,
                        () -> s3.getObject(get -> get.bucket(from).key(key)))
                .flatMap(object -> bytes(object, maxBytes));
    }

    private static Optional<byte[]> bytes(ResponseInputStream<GetObjectResponse> object, long maxBytes) {
        return S3Reach.reach("read a result", () -> {
            try (object) {
                if (object.response().contentLength() > maxBytes) {
                    object.abort();
                    return Optional.empty();
                }
                return Optional.of(object.readAllBytes());
            } catch (IOException brokenOff) {
                throw SdkClientException.create("the object's bytes stopped coming", brokenOff);
            }
        });
    }
}
