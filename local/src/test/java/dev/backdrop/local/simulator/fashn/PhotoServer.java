package dev.backdrop.local.simulator.fashn;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves one photo at every path. */
final class PhotoServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean sawAuthorization;

    /** @param type empty for none */
    PhotoServer(int status, String type, byte[] body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            sawAuthorization |= exchange.getRequestHeaders().containsKey("Authorization");
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            if (!type.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/a.jpg?X-Amz-Signature=1");
    }

    int requests() {
        return requests.get();
    }

    boolean sawAuthorization() {
        return sawAuthorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
