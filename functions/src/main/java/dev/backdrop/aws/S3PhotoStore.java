package dev.backdrop.aws;

import dev.backdrop.job.Job;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.request.ObjectMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Photos and results in S3: uploads and presets in one bucket, results and photos under way in the other. */
public final class S3PhotoStore implements PhotoStore {

    /** Photos under way; the bucket's lifecycle removes them after a few days. */
    private static final String PREPARED = "prepared/";

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int FORBIDDEN = 403;
    private static final int MOVED = 301;
    private static final int BAD_REQUEST = 400;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String outputBucket;

    public S3PhotoStore(S3Client s3, S3Presigner presigner, String outputBucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.outputBucket = outputBucket;
    }

    @Override
    public String resultBucket() {
        return outputBucket;
    }

    @Override
    public Optional<Upload> find(String bucket, String key, String versionId) {
        return unlessGone("look at " + key, () -> {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key).versionId(versionId));
            Source source = new Source(
                    bucket, key, real(head.versionId()), head.eTag().replace("\"", ""), head.contentLength());
            return new Upload(source, head.metadata());
        });
    }

    /** A bucket that had its versions switched off says {@code null} for objects without one. */
    private static String real(String versionId) {
        return "null".equals(versionId) ? null : versionId;
    }

    @Override
    public Optional<byte[]> read(Source source) {
        GetObjectRequest get = GetObjectRequest.builder()
                .bucket(source.bucket())
                .key(source.key())
                .versionId(source.versionId())
                .ifMatch(source.etag())
                .build();
        return unlessGone("read " + source.key(), () -> s3.getObjectAsBytes(get).asByteArrayUnsafe());
    }

    @Override
    public Optional<byte[]> readPreset(String bucket, String name) {
        String key = "presets/" + name + ".json";
        return unlessGone(
                "read " + key,
                () -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
    }

    @Override
    public Reading readNamed(String bucket, String key, long maxBytes) {
        return reach("read " + key, () -> {
            try (ResponseInputStream<GetObjectResponse> object =
                    s3.getObject(get -> get.bucket(bucket).key(key))) {
                if (object.response().contentLength() > maxBytes) {
                    object.abort();
                    return new Reading.Unreadable(
                            "has " + object.response().contentLength() + " bytes; " + maxBytes + " are allowed");
                }
                return new Reading.Bytes(object.readAllBytes());
            } catch (S3Exception answer) {
                return unreadable(answer);
            } catch (IOException brokenOff) {
                throw SdkClientException.create("the object's bytes stopped coming", brokenOff);
            }
        });
    }

    /** @throws S3Exception if it says nothing of the object */
    private static Reading unreadable(S3Exception answer) {
        return switch (answer.statusCode()) {
            case NOT_FOUND ->
                new Reading.Unreadable("doesn't exist. Put the picture there and retry the job, or name another one");
            case MOVED, BAD_REQUEST -> new Reading.Unreadable("doesn't exist");
            case FORBIDDEN ->
                new Reading.Unreadable(
                        "may not be read, or doesn't exist. Put it under backgrounds/ in the input bucket");
            default -> throw answer;
        };
    }

    @Override
    public PhotoRecord.Prepared savePrepared(
            String jobId, Role role, byte[] bytes, PhotoFormat format, int width, int height) {
        String name = role == Role.PHOTO ? jobId : jobId + "-background";
        String key = PREPARED + name + "." + format.extension();
        save(key, format.contentType(), bytes);
        return new PhotoRecord.Prepared(key, format, width, height, bytes.length);
    }

    private void save(String key, String contentType, byte[] bytes) {
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(outputBucket)
                .key(key)
                .contentType(contentType)
                .build();
        reach("keep " + key, () -> s3.putObject(put, RequestBody.fromBytes(bytes)));
    }

    @Override
    public String keepAnswer(String jobId, int attempt, byte[] bytes) {
        String key = PREPARED + jobId + "-answer-" + attempt;
        save(key, "application/octet-stream", bytes);
        return key;
    }

    @Override
    public Optional<byte[]> readKept(String key) {
        return unlessGone(
                "read " + key,
                () -> s3.getObjectAsBytes(get -> get.bucket(outputBucket).key(key))
                        .asByteArrayUnsafe());
    }

    @Override
    public Photo prepared(PhotoRecord.Prepared prepared) {
        return new StoredPhoto(prepared);
    }

    @Override
    public void saveResult(Job job, Result result, byte[] bytes) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("job-id", job.jobId());
        metadata.put("provider", job.provider());
        metadata.put("source-version", ObjectMetadata.encode(job.source().revision()));
        metadata.put("source-sha256", job.photo().sha256());
        metadata.put("sha256", result.sha256());
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(result.bucket())
                .key(result.key())
                .contentType(result.format().contentType())
                .metadata(metadata)
                .build();
        reach("write " + result.key(), () -> s3.putObject(put, RequestBody.fromBytes(bytes)));
    }

    private final class StoredPhoto implements Photo {

        private final PhotoRecord.Prepared prepared;

        StoredPhoto(PhotoRecord.Prepared prepared) {
            this.prepared = prepared;
        }

        @Override
        public PhotoFormat format() {
            return prepared.format();
        }

        @Override
        public int width() {
            return prepared.width();
        }

        @Override
        public int height() {
            return prepared.height();
        }

        @Override
        public long size() {
            return prepared.size();
        }

        @Override
        public String fileName() {
            return prepared.key().substring(PREPARED.length());
        }

        @Override
        public byte[] bytes() {
            return reach(
                    "read " + prepared.key(),
                    () -> s3.getObjectAsBytes(get -> get.bucket(outputBucket).key(prepared.key()))
                            .asByteArrayUnsafe());
        }

        @Override
        public URI address(Duration validity) {
            return URI.create(presigner
                    .presignGetObject(presign -> presign.signatureDuration(validity)
                            .getObjectRequest(get -> get.bucket(outputBucket).key(prepared.key())))
                    .url()
                    .toString());
        }
    }

    private static <T> Optional<T> unlessGone(String what, Supplier<T> call) {
        return reach(what, () -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception answer) {
                if (answer.statusCode() == NOT_FOUND || answer.statusCode() == PRECONDITION_FAILED) {
                    return Optional.empty();
                }
                throw answer;
            }
        });
    }

    private static <T> T reach(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't " + what + ": " + away.getMessage(), away);
        }
    }
}
