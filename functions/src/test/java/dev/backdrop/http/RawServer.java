package dev.backdrop.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A server that reads one request's head per connection and then misbehaves. */
final class RawServer implements AutoCloseable {

    /** What to do with a connection whose request has been read. */
    interface Misbehaviour {
        void with(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    RawServer(Misbehaviour misbehaviour) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        acceptor.submit(() -> {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                readHead(connection);
                misbehaviour.with(connection);
            }
            return null;
        });
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Writes a byte every 10 ms, until the other side has had enough; then completes. */
    CompletableFuture<Void> drip(Socket connection) {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        ScheduledFuture<?> drops = clock.scheduleAtFixedRate(
                () -> {
                    try {
                        connection.getOutputStream().write('x');
                    } catch (IOException closed) {
                        cut.complete(null);
                    }
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
        cut.thenRun(() -> drops.cancel(false));
        return cut;
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void readHead(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        acceptor.shutdownNow();
        clock.shutdownNow();
    }
}
