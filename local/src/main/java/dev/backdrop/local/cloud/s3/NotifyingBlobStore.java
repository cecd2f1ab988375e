package dev.backdrop.local.cloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.s3.ObjectCreated.Reason;
import dev.backdrop.local.cloud.s3.ObjectCreated.Written;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Sends an event for each object that appears in a bucket whose notifications are on, after it can be read. */
final class NotifyingBlobStore extends ForwardingBlobStore {

    private final Set<String> buckets;
    private final ObjectCreated events;
    private final Consumer<JsonNode> listener;

    NotifyingBlobStore(BlobStore store, Set<String> buckets, ObjectCreated events, Consumer<JsonNode> listener) {
        super(store);
        this.buckets = Set.copyOf(buckets);
        this.events = events;
        this.listener = listener;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = delegate().putBlob(request, payload);
        if (isWatched(request.bucket(), request.key())) {
            tell(Reason.PUT_OBJECT, request.bucket(), request.key(), response.versionId(), response.eTag());
        }
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = delegate().copyBlob(request);
        if (isWatched(request.destinationBucket(), request.destinationKey())) {
            tell(
                    Reason.COPY_OBJECT,
                    request.destinationBucket(),
                    request.destinationKey(),
                    response.versionId(),
                    response.copyObjectResult().eTag());
        }
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = delegate().completeMultipartUpload(upload, request);
        if (isWatched(upload.containerName(), upload.blobName())) {
            tell(
                    Reason.COMPLETE_MULTIPART_UPLOAD,
                    upload.containerName(),
                    upload.blobName(),
                    response.versionId(),
                    response.eTag());
        }
        return response;
    }

    private boolean isWatched(String bucket, String key) {
        return buckets.contains(bucket) && !key.startsWith(AnyKeyBlobStore.NOTE_PREFIX);
    }

    private void tell(Reason reason, String bucket, String key, String versionId, String etag) {
        HeadObjectResponse head = delegate()
                .blobMetadata(HeadObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .versionId(versionId)
                        .build());
        listener.accept(events.event(new Written(bucket, key, head.contentLength(), etag, versionId), reason));
    }
}
