package dev.backdrop.local;

import dev.backdrop.local.asl.integration.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Workflows' way to S3. */
final class S3Objects implements ObjectStore {

    /** As many as S3 gives. */
    private static final int LARGEST_PAGE = 1000;

    private final S3Client s3;
    private final int pageSize;

    S3Objects(S3Client s3) {
        this(s3, LARGEST_PAGE);
    }

    /** @param pageSize how many objects to ask for at once */
    S3Objects(S3Client s3, int pageSize) {
        this.s3 = s3;
        this.pageSize = pageSize;
    }

    @Override
    public void read(String bucket, String key, Optional<String> version, OutputStream to) throws IOException {
        try {
            s3.getObject(
                    get -> get.bucket(bucket).key(key).versionId(version.orElse(null)),
                    ResponseTransformer.toOutputStream(to));
        } catch (SdkException failed) {
            throw new IOException("s3://" + bucket + "/" + key + " can't be read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void list(String bucket, String prefix, Predicate<Listed> each) throws IOException {
        try {
            for (S3Object object : s3.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(prefix).maxKeys(pageSize))
                    .contents()) {
                if (!each.test(listed(object))) {
                    return;
                }
            }
        } catch (SdkException failed) {
            throw new IOException("s3://" + bucket + "/" + prefix + " can't be listed: " + failed.getMessage(), failed);
        }
    }

    private static Listed listed(S3Object object) {
        return new Listed(
                object.key(),
                object.eTag(),
                object.lastModified(),
                object.size(),
                object.storageClassAsString() == null ? "STANDARD" : object.storageClassAsString());
    }

    @Override
    public void write(String bucket, String key, String contentType, Content content) throws IOException {
        try {
            s3.putObject(
                    put -> put.bucket(bucket).key(key).contentType(contentType),
                    RequestBody.fromContentProvider(content::open, content.size(), contentType));
        } catch (SdkException failed) {
            throw new IOException("s3://" + bucket + "/" + key + " can't be written: " + failed.getMessage(), failed);
        }
    }
}
