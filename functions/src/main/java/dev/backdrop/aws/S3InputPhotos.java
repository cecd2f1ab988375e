package dev.backdrop.aws;

import dev.backdrop.batch.InputPhotos;
import dev.backdrop.job.Source;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Photos in the input bucket, with their versions: a job is named by its photo's version. */
public final class S3InputPhotos implements InputPhotos {

    /** Objects that are looked at at once: a hundred thousand of them take minutes, not hours. */
    private static final int AT_ONCE = 16;

    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client s3;
    private final String bucket;
    private final ExecutorService looks = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "look");
        thread.setDaemon(true);
        return thread;
    });

    public S3InputPhotos(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public void list(String prefix, Consumer<List<Source>> page) {
        S3Reach.reach("list " + prefix, () -> {
            try {
                listVersions(prefix, page);
            } catch (S3Exception answer) {
                // Stores that know no versions, such as one in a folder of this machine. It says so at the first page.
                if (answer.statusCode() != NOT_IMPLEMENTED) {
                    throw answer;
                }
                listObjects(prefix, page);
            }
            return null;
        });
    }

    private void listVersions(String prefix, Consumer<List<Source>> page) {
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix))
                .forEach(versions -> page.accept(versions.versions().stream()
                        .filter(ObjectVersion::isLatest)
                        .map(this::source)
                        .toList()));
    }

    private void listObjects(String prefix, Consumer<List<Source>> page) {
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .forEach(objects -> page.accept(objects.contents().stream()
                        .map(object -> new Source(bucket, object.key(), null, etag(object.eTag()), object.size()))
                        .toList()));
    }

    private Source source(ObjectVersion object) {
        return new Source(bucket, object.key(), real(object.versionId()), etag(object.eTag()), object.size());
    }

    /** A bucket without versions, or that had them switched off, says {@code null} for objects without one. */
    private static String real(String versionId) {
        return "null".equals(versionId) ? null : versionId;
    }

    private static String etag(String quoted) {
        return quoted.replace("\"", "");
    }

    @Override
    public Map<String, Source> find(Collection<String> keys) {
        Map<String, Future<Optional<Source>>> asked = new HashMap<>();
        keys.forEach(key -> asked.put(key, looks.submit(() -> look(key))));
        Map<String, Source> found = new HashMap<>();
        asked.forEach((key, look) -> await(look).ifPresent(source -> found.put(key, source)));
        return found;
    }

    private static Optional<Source> await(Future<Optional<Source>> look) {
        try {
            return look.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an object can't be looked at", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at objects", stopped);
        }
    }

    private Optional<Source> look(String key) {
        return S3Reach.unlessGone("look at " + key, () -> {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key));
            return new Source(bucket, key, real(head.versionId()), etag(head.eTag()), head.contentLength());
        });
    }

    @Override
    public Optional<InputStream> open(String key) {
        return S3Reach.unlessGone(
                "read " + key, () -> s3.getObject(get -> get.bucket(bucket).key(key)));
    }
}
