package dev.backdrop.local.cloud.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Lets a store that keeps objects as files hold every key that S3 can, and list them as S3 does; see {@link KeyNames}.
 * Names of user metadata become lower case, as in S3.
 */
final class AnyKeyBlobStore extends ForwardingBlobStore {

    /** S3Proxy's own notes on uploads that are under way; objects to the store, nothing to a client. */
    static final String NOTE_PREFIX = ".s3proxy-mpu-stub-";

    private static final int LONGEST_KEY_BYTES = 1024;

    private final LastListing lastListing = new LastListing();

    AnyKeyBlobStore(BlobStore files) {
        super(files);
    }

    /** A folder may hold what other programs leave everywhere; no bucket's name starts with a dot. */
    @Override
    public ListBucketsResponse list() {
        ListBucketsResponse all = delegate().list();
        return all.toBuilder()
                .buckets(all.buckets().stream()
                        .filter(bucket -> !bucket.name().startsWith("."))
                        .toList())
                .build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        String after = request.continuationToken() == null ? request.startAfter() : resume(request.continuationToken());
        int size = request.maxKeys() == null ? Integer.MAX_VALUE : request.maxKeys();
        Supplier<List<S3Object>> read = () -> objects(request.bucket(), prefix);
        List<S3Object> objects = after == null
                ? lastListing.first(request.bucket(), prefix, read)
                : lastListing.next(request.bucket(), prefix, read);
        Listing<S3Object> page = Listing.page(objects, S3Object::key, prefix, request.delimiter(), after, size);
        if (page.last().isEmpty()) {
            lastListing.done();
        }
        return ListObjectsV2Response.builder()
                .contents(page.items())
                .commonPrefixes(commonPrefixes(page.prefixes()))
                .isTruncated(page.last().isPresent())
                .nextContinuationToken(page.last().map(Listing::token).orElse(null))
                .build();
    }

    private static String resume(String token) {
        try {
            return Listing.last(token);
        } catch (IllegalArgumentException notOurs) {
            throw S3Exceptions.invalidArgument("The continuation token provided is incorrect");
        }
    }

    private static List<CommonPrefix> commonPrefixes(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                .toList();
    }

    private List<S3Object> objects(String bucket, String prefix) {
        String names = KeyNames.namePrefix(prefix);
        ListObjectsV2Request everything = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(names.isEmpty() ? null : names)
                .build();
        return delegate().list(everything).contents().stream()
                .flatMap(object -> KeyNames.key(object.key()).stream()
                        .map(key -> object.toBuilder().key(key).build()))
                .filter(object ->
                        object.key().startsWith(prefix) && !object.key().startsWith(NOTE_PREFIX))
                .sorted(Comparator.comparing(S3Object::key, Listing.ORDER))
                .toList();
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        return VersionListing.of(delegate(), request);
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return delegate().blobExists(bucket, KeyNames.name(key));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectRequest.Builder named = request.toBuilder().key(checked(request.key()));
        return changing(
                request.bucket(),
                () -> delegate()
                        .putBlob(named.metadata(lowerCase(request.metadata())).build(), payload));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return changing(
                request.destinationBucket(),
                () -> delegate()
                        .copyBlob(request.toBuilder()
                                .sourceKey(KeyNames.name(request.sourceKey()))
                                .destinationKey(checked(request.destinationKey()))
                                .metadata(lowerCase(request.metadata()))
                                .build()));
    }

    /** A write, after which the bucket is read again by whoever goes on listing it. */
    private <T> T changing(String bucket, Supplier<T> write) {
        try {
            return write.get();
        } finally {
            lastListing.changed(bucket);
        }
    }

    @Override
    public void clearContainer(ListObjectsV2Request request) {
        changing(request.bucket(), () -> {
            super.clearContainer(request);
            return null;
        });
    }

    @Override
    public void deleteContainer(String bucket) {
        changing(bucket, () -> {
            super.deleteContainer(bucket);
            return null;
        });
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return delegate()
                .blobMetadata(
                        request.toBuilder().key(KeyNames.name(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return delegate()
                .getBlob(request.toBuilder().key(KeyNames.name(request.key())).build());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return changing(
                request.bucket(),
                () -> delegate()
                        .removeBlob(request.toBuilder()
                                .key(KeyNames.name(request.key()))
                                .build()));
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        return delegate().getBlobAccess(bucket, KeyNames.name(key));
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key, String versionId) {
        return delegate().getBlobAccess(bucket, KeyNames.name(key), versionId);
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        return delegate()
                .getBlobAcl(
                        request.toBuilder().key(KeyNames.name(request.key())).build());
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
        delegate().setBlobAccess(bucket, KeyNames.name(key), access);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access, String versionId) {
        delegate().setBlobAccess(bucket, KeyNames.name(key), access, versionId);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        checked(request.key());
        MultipartUpload started = delegate().initiateMultipartUpload(named(request));
        return new MultipartUpload(started.id(), request, started.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        delegate().abortMultipartUpload(named(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadRequest named =
                request.toBuilder().key(KeyNames.name(request.key())).build();
        return changing(upload.request().bucket(), () -> delegate().completeMultipartUpload(named(upload), named));
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        return delegate().uploadMultipartPart(named(upload), request, payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return delegate().listMultipartUpload(named(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return delegate().listMultipartUploads(bucket).stream()
                .flatMap(upload -> KeyNames.key(upload.key()).stream()
                        .map(key -> upload.toBuilder().key(key).build()))
                .toList();
    }

    private static MultipartUpload named(MultipartUpload upload) {
        return new MultipartUpload(upload.id(), named(upload.request()), upload.response());
    }

    private static CreateMultipartUploadRequest named(CreateMultipartUploadRequest request) {
        return request.toBuilder()
                .key(KeyNames.name(request.key()))
                .metadata(lowerCase(request.metadata()))
                .build();
    }

    private static String checked(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
            throw S3Exceptions.invalidArgument("Your key is too long: S3 takes " + LONGEST_KEY_BYTES + " bytes");
        }
        return KeyNames.name(key);
    }

    private static Map<String, String> lowerCase(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, two) -> two));
    }
}
