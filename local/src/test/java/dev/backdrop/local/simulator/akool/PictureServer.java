package dev.backdrop.local.simulator.akool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a vendor fetches pictures from: a bucket of ours, on this machine. */
final class PictureServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private final List<Map<String, List<String>>> headersSeen = new CopyOnWriteArrayList<>();

    PictureServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Keeps a picture and says where it is, with a query as presigned addresses have. */
    URI put(String name, byte[] picture) {
        pictures.put("/" + name, picture);
        return at(name + "?X-Amz-Signature=a%2Fb");
    }

    URI at(String target) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + target);
    }

    /** Of every request, in the order of arrival. */
    List<Map<String, List<String>>> headersSeen() {
        return headersSeen;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            headersSeen.add(Map.copyOf(exchange.getRequestHeaders()));
            byte[] picture = pictures.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(picture == null ? 404 : 200, picture == null ? -1 : picture.length);
            if (picture != null) {
                exchange.getResponseBody().write(picture);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
