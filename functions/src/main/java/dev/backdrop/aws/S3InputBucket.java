package dev.backdrop.aws;

import dev.backdrop.api.InputBucket;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Source;
import dev.backdrop.job.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The bucket that photos are put into, in S3. */
public final class S3InputBucket implements InputBucket {

    /**
     * Not there, or not to be had by such a name: no such key or version, a version id or a key that S3 takes for none
     * (400), a version that is only the mark of a deletion (405).
     */
    private static final Set<Integer> NOT_THERE = Set.of(400, 404, 405);

    /** Something is there already; or is just being written, and then it will be. */
    private static final Set<Integer> THERE = Set.of(409, 412);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    public S3InputBucket(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public String name() {
        return bucket;
    }

    @Override
    public Optional<PhotoStore.Upload> find(String key, String versionId) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key).versionId(versionId));
            String version = "null".equals(head.versionId()) ? null : head.versionId();
            Source source = new Source(bucket, key, version, head.eTag().replace("\"", ""), head.contentLength());
            return Optional.of(new PhotoStore.Upload(source, head.metadata()));
        } catch (S3Exception answer) {
            if (NOT_THERE.contains(answer.statusCode())) {
                return Optional.empty();
            }
            throw unavailable("look at " + key, answer);
        } catch (SdkException away) {
            throw unavailable("look at " + key, away);
        }
    }

    @Override
    public boolean hasAny(String prefix) {
        try {
            return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(1))
                    .hasContents();
        } catch (SdkException away) {
            throw unavailable("list " + prefix, away);
        }
    }

    @Override
    public UploadLink uploadLink(String key, String contentType, long size, Duration validity) {
        PresignedPutObjectRequest link = presigner.presignPutObject(presign -> presign.signatureDuration(validity)
                .putObjectRequest(put -> put.bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .contentLength(size)
                        .ifNoneMatch("*")));
        Map<String, String> headers = new LinkedHashMap<>();
        link.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name, String.join(",", values));
            }
        });
        return new UploadLink(URI.create(link.url().toString()), headers, link.expiration());
    }

    @Override
    public void save(String key, String contentType, byte[] bytes) {
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .ifNoneMatch("*")
                .build();
        try {
            s3.putObject(put, RequestBody.fromBytes(bytes));
        } catch (S3Exception answer) {
            if (!THERE.contains(answer.statusCode())) {
                throw unavailable("write " + key, answer);
            }
        } catch (SdkException away) {
            throw unavailable("write " + key, away);
        }
    }

    private static StoreUnavailableException unavailable(String what, SdkException away) {
        return new StoreUnavailableException("can't " + what + ": " + away.getMessage(), away);
    }
}
