package dev.backdrop.local.studio;

import com.sun.net.httpserver.HttpServer;
import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The studio: our own provider, free and offline, as a small HTTP service with the same submit-and-poll shape as the
 * vendors'. The protocol is described in {@code docs/studio-protocol.md}. Start the JVM with
 * {@code -Dsun.net.httpserver.nodelay=true}, or every call waits for some 40 ms.
 */
public final class StudioServer implements AutoCloseable {

    private static final int HTTP_THREADS = 16;

    private final HttpServer http;
    private final TaskBoard board;
    private final CompletableFuture<CutOut> cutOut;
    private final ExecutorService threads;

    private StudioServer(HttpServer http, TaskBoard board, CompletableFuture<CutOut> cutOut, ExecutorService threads) {
        this.http = http;
        this.board = board;
        this.cutOut = cutOut;
        this.threads = threads;
    }

    /**
     * Starts a server. The model is fetched, where it is missing, and made ready in the background; tasks wait for it.
     *
     * @param projectRoot the folder that holds {@code local/}, where the model is
     * @param clock for expiry
     * @param progress is told, in a line each, what takes a while and what is wrong
     * @throws IOException if the address can't be listened on
     */
    public static StudioServer start(StudioSettings settings, Path projectRoot, Clock clock, Consumer<String> progress)
            throws IOException {
        return start(settings, () -> CutOuts.best(projectRoot, progress), clock, progress);
    }

    static StudioServer start(StudioSettings settings, Supplier<CutOut> cutOuts, Clock clock, Consumer<String> progress)
            throws IOException {
        InetAddress address = InetAddress.getByName(settings.host());
        if (!address.isLoopbackAddress() && settings.apiKey().isEmpty()) {
            throw new IllegalArgumentException(
                    "studio listens on " + settings.host() + ", where others can reach it, only with an API key");
        }
        HttpServer http = HttpServer.create(new InetSocketAddress(address, settings.port()), 0);
        ExecutorService threads = Executors.newFixedThreadPool(HTTP_THREADS, daemons("studio-http"));
        ThreadFactory loader = daemons("studio-model");
        CompletableFuture<CutOut> cutOut = CompletableFuture.supplyAsync(
                cutOuts, task -> loader.newThread(task).start());
        TaskBoard board = new TaskBoard(settings, clock, new Studio(cutOut::join), () -> fetch(settings), progress);
        http.createContext("/", new Routes(settings, board, progress));
        http.setExecutor(threads);
        http.start();
        return new StudioServer(http, board, cutOut, threads);
    }

    private static GuardedFetch fetch(StudioSettings settings) {
        AddressGuard guard = settings.loopbackPhotos() ? AddressGuard.allowingLoopback() : AddressGuard.strict();
        return new GuardedFetch(guard, HttpLimits.PICTURE.withMaxBytes(Routes.LARGEST_PHOTO));
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Where it listens, such as {@code http://127.0.0.1:43211}: what {@code BACKDROP_STUDIO_BASE_URL} wants. */
    public URI address() {
        InetSocketAddress bound = http.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /** Its craft, for this process; to be used until the server is closed. */
    public StudioPictures pictures() {
        return StudioPictures.sharing(cutOut);
    }

    /** Stops listening; tasks at work are given up. */
    @Override
    public void close() {
        http.stop(0);
        board.close();
        threads.shutdownNow();
        cutOut.thenAccept(CutOut::close);
    }
}
