package dev.backdrop.local.cloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.template.BucketView;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * S3 on the loopback interface, in this process: the real HTTP protocol with signatures checked. Objects live in memory or
 * in a folder. Versions of objects are kept in memory only; a folder's buckets are without, whatever the template says.
 */
public final class S3Server implements AutoCloseable {

    private static final long STOP_MILLIS = 0;

    private final S3Proxy proxy;
    private final BlobStore store;

    private S3Server(S3Proxy proxy, BlobStore store) {
        this.proxy = proxy;
        this.store = store;
    }

    /**
     * Starts a server that has these buckets.
     *
     * @param folder where to keep the objects; in memory if empty. Created if missing; its file system must know extended
     *     attributes, in which an object's metadata is kept
     * @param port 0 for any free one
     * @param listener is called with an EventBridge event, on the thread of the request, after each write to a bucket whose
     *     notifications are on
     * @throws IllegalStateException if the port is taken or the folder can't be used
     */
    public static S3Server start(
            List<BucketView> buckets,
            Optional<Path> folder,
            int port,
            LocalAccount account,
            Clock clock,
            Consumer<JsonNode> listener) {
        quieten();
        BlobStore files = folder.map(S3Server::inFolder).orElseGet(TransientNio2BlobStore::new);
        Set<String> watched = buckets.stream()
                .filter(BucketView::notifiesEventBridge)
                .map(BucketView::name)
                .collect(Collectors.toSet());
        BlobStore store = new NotifyingBlobStore(
                new AnyKeyBlobStore(files),
                watched,
                new ObjectCreated(account.region(), account.accountId(), clock),
                listener);
        buckets.forEach(bucket -> create(bucket, store));
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, account.accessKey(), account.secretKey())
                .stopTimeout(STOP_MILLIS)
                .jettyMaxThreads(64)
                .build();
        CorsFilter cors = new CorsFilter(buckets);
        addFilters(
                proxy,
                List.of(new ForeignPagesFilter(cors), cors, new PresignedHeadersFilter(), new WholeBodyFilter()));
        if (!store.supportsVersioning()) {
            addFilters(proxy, List.of(new NoVersionsFilter()));
        }
        S3Server started = new S3Server(proxy, store);
        try {
            proxy.start();
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("S3 can't listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        return started;
    }

    /** The first one outermost. S3Proxy has no way in for a filter; its server is a private field. */
    private static void addFilters(S3Proxy proxy, List<Filter> filters) {
        try {
            Field field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            ServletContextHandler context = ((Server) field.get(proxy)).getDescendant(ServletContextHandler.class);
            filters.forEach(filter -> context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the version of S3Proxy that was expected", e);
        }
    }

    private static BlobStore inFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".probe", "");
            try {
                Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class)
                        .write("user.probe", ByteBuffer.wrap(new byte[] {1}));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException | UnsupportedOperationException | NullPointerException e) {
            throw new IllegalStateException(
                    "objects can't be kept in " + folder + ": it must be a folder that can be written, on a file system"
                            + " with extended attributes (" + e + ")",
                    e);
        }
        return new FilesystemNio2BlobStore(folder.toAbsolutePath().toString());
    }

    private static void create(BucketView bucket, BlobStore store) {
        if (!store.containerExists(bucket.name())) {
            store.createContainer(bucket.name());
        }
        if (bucket.versioned() && store.supportsVersioning()) {
            store.putBucketVersioning(bucket.name(), BucketVersioningStatus.ENABLED);
        }
    }

    /** The servers inside say at each start which version they are, on standard error. */
    private static void quieten() {
        for (String logger : List.of("org.gaul.shaded", "org.gaul.s3proxy")) {
            String property = "org.slf4j.simpleLogger.log." + logger;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "error");
            }
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Stops listening; objects in memory are gone. */
    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 didn't stop", e);
        } finally {
            store.close();
        }
    }
}
