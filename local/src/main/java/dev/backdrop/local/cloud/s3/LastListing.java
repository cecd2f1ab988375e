package dev.backdrop.local.cloud.s3;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the last page of a listing was cut from, for the page that follows it: reading a hundred thousand files again for each
 * thousand of them takes minutes. Any write to the bucket ends its use, and so does a lack of memory. Safe for many threads.
 */
final class LastListing {

    private record Listed(String bucket, String prefix, long changes, List<S3Object> objects) {}

    private final Map<String, AtomicLong> changes = new ConcurrentHashMap<>();
    private volatile SoftReference<Listed> last = new SoftReference<>(null);

    private AtomicLong changes(String bucket) {
        return changes.computeIfAbsent(bucket, first -> new AtomicLong());
    }

    /** After a write. */
    void changed(String bucket) {
        changes(bucket).incrementAndGet();
    }

    /**
     * The objects of a first page, read now.
     *
     * @param read everything under the prefix, in order
     */
    List<S3Object> first(String bucket, String prefix, Supplier<List<S3Object>> read) {
        // Before it is read: what changes in the meantime makes it unfit for the next page.
        long before = changes(bucket).get();
        List<S3Object> objects = read.get();
        last = new SoftReference<>(new Listed(bucket, prefix, before, objects));
        return objects;
    }

    /** The same of a page that goes on, read again only if something has changed. */
    List<S3Object> next(String bucket, String prefix, Supplier<List<S3Object>> read) {
        Listed known = last.get();
        boolean same = known != null
                && known.bucket().equals(bucket)
                && known.prefix().equals(prefix)
                && known.changes() == changes(bucket).get();
        return same ? known.objects() : first(bucket, prefix, read);
    }

    /** After the last page. */
    void done() {
        last = new SoftReference<>(null);
    }
}
