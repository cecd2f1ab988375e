package dev.backdrop.local.cloud.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** One entry of a listing of versions: exactly one of the two is there. */
record VersionListing(ObjectVersion version, DeleteMarkerEntry marker) {

    private static final Comparator<VersionListing> ORDER = Comparator.comparing(VersionListing::key, Listing.ORDER)
            .thenComparing(VersionListing::modified, Comparator.reverseOrder());

    private String key() {
        return version == null ? marker.key() : version.key();
    }

    private String id() {
        return version == null ? marker.versionId() : version.versionId();
    }

    private Instant modified() {
        return version == null ? marker.lastModified() : version.lastModified();
    }

    /** Lists the versions of a store whose names are {@link KeyNames} in S3's order, by key. */
    static ListObjectVersionsResponse of(BlobStore files, ListObjectVersionsRequest request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        List<VersionListing> rest = after(everything(files, request.bucket(), prefix), request);
        int size = request.maxKeys() == null ? 1000 : request.maxKeys();
        String rolledUp = request.versionIdMarker() == null ? request.keyMarker() : null;
        Listing<VersionListing> page =
                Listing.page(rest, VersionListing::key, prefix, request.delimiter(), rolledUp, size);
        boolean endsInPrefix = page.items().isEmpty()
                || page.last().isPresent()
                        && !page.last()
                                .get()
                                .equals(page.items()
                                        .get(page.items().size() - 1)
                                        .key());
        return ListObjectVersionsResponse.builder()
                .versions(page.items().stream()
                        .map(VersionListing::version)
                        .filter(Objects::nonNull)
                        .toList())
                .deleteMarkers(page.items().stream()
                        .map(VersionListing::marker)
                        .filter(Objects::nonNull)
                        .toList())
                .commonPrefixes(page.prefixes().stream()
                        .map(text -> CommonPrefix.builder().prefix(text).build())
                        .toList())
                .isTruncated(page.last().isPresent())
                .nextKeyMarker(page.last().orElse(null))
                .nextVersionIdMarker(
                        page.last().isEmpty() || endsInPrefix
                                ? null
                                : page.items().get(page.items().size() - 1).id())
                .build();
    }

    private static List<VersionListing> after(List<VersionListing> sorted, ListObjectVersionsRequest request) {
        if (request.versionIdMarker() == null) {
            return sorted;
        }
        for (int i = 0; i < sorted.size(); i++) {
            VersionListing entry = sorted.get(i);
            if (entry.key().equals(request.keyMarker()) && entry.id().equals(request.versionIdMarker())) {
                return sorted.subList(i + 1, sorted.size());
            }
        }
        return List.of();
    }

    private static List<VersionListing> everything(BlobStore files, String bucket, String prefix) {
        ListObjectVersionsResponse stored = files.listVersions(ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(KeyNames.namePrefix(prefix))
                .maxKeys(Integer.MAX_VALUE / 2)
                .build());
        List<VersionListing> entries = new ArrayList<>();
        for (ObjectVersion version : stored.versions()) {
            KeyNames.key(version.key())
                    .ifPresent(key -> entries.add(
                            new VersionListing(version.toBuilder().key(key).build(), null)));
        }
        for (DeleteMarkerEntry marker : stored.deleteMarkers()) {
            KeyNames.key(marker.key())
                    .ifPresent(key -> entries.add(
                            new VersionListing(null, marker.toBuilder().key(key).build())));
        }
        entries.removeIf(
                entry -> !entry.key().startsWith(prefix) || entry.key().startsWith(AnyKeyBlobStore.NOTE_PREFIX));
        entries.sort(ORDER);
        return entries;
    }
}
