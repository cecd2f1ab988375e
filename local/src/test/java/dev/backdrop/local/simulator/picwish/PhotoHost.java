package dev.backdrop.local.simulator.picwish;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's web server on this machine, with one picture on it and nothing else. */
final class PhotoHost implements AutoCloseable {

    private final HttpServer server;
    final AtomicInteger requests = new AtomicInteger();

    PhotoHost(byte[] picture) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                if (exchange.getRequestURI().getPath().equals("/picture")) {
                    exchange.sendResponseHeaders(200, picture.length);
                    exchange.getResponseBody().write(picture);
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
    }

    String picture() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/picture";
    }

    String missing() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/missing";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
