package dev.backdrop.local.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Keeps finished pictures and serves them at presigned addresses. Pictures are painted on worker threads, once. */
public final class ResultHost {

    private static final Logger LOG = System.getLogger(ResultHost.class.getName());

    /** Paints a picture when it is wanted. */
    @FunctionalInterface
    public interface Painting {
        byte[] paint() throws IOException;
    }

    private record Hosted(CompletableFuture<byte[]> picture, Fault fault) {}

    private final URI base;
    private final SignedLinks links;
    private final Executor workers;
    private final Map<String, Hosted> pictures = new ConcurrentHashMap<>();

    ResultHost(URI base, SignedLinks links, Executor workers) {
        this.base = base;
        this.links = links;
        this.workers = workers;
    }

    /**
     * Starts painting, unless that path has been published already.
     *
     * @param path starts with a slash
     * @param fault what every download meets
     */
    public void publish(String path, Painting painting, Fault fault) {
        pictures.computeIfAbsent(
                path, unknown -> new Hosted(CompletableFuture.supplyAsync(() -> paint(painting), workers), fault));
    }

    private static byte[] paint(Painting painting) {
        try {
            return painting.paint();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A fresh address of a published picture. */
    public URI link(String path, Duration validity) {
        return links.sign("GET", base, path, validity, Map.of());
    }

    public void remove(String path) {
        pictures.remove(path);
    }

    /** Answers a download. */
    public Answer serve(Received request) {
        Hosted hosted = pictures.get(request.rawPath());
        Fault fault = hosted == null ? Fault.none() : hosted.fault;
        return fault.around(() -> links.refusal(request).orElseGet(() -> picture(hosted)));
    }

    private static Answer picture(Hosted hosted) {
        if (hosted == null) {
            return ObjectErrors.noSuchKey();
        }
        try {
            byte[] bytes = hosted.picture.join();
            String type = Pictures.type(bytes).orElse("application/octet-stream");
            return Answer.of(200, type, bytes);
        } catch (CompletionException failed) {
            LOG.log(Level.ERROR, "a result could not be painted", failed);
            return ObjectErrors.error(500, "InternalError", "The simulator could not paint this result; see its log.");
        }
    }
}
