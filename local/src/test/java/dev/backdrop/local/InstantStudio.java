package dev.backdrop.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A studio that keeps nothing, for as many photos as there are: each task takes three seconds of the clock, its id says when
 * it is done, and each result is the same picture. See {@code docs/studio-protocol.md}.
 */
final class InstantStudio implements AutoCloseable {

    private static final Duration TASK = Duration.ofSeconds(3);

    private final HttpServer server;
    private final Clock clock;
    private final byte[] result;
    private final AtomicLong tasks = new AtomicLong();

    private InstantStudio(HttpServer server, Clock clock, byte[] result) {
        this.server = server;
        this.clock = clock;
        this.result = result;
    }

    /** @param result a PNG */
    static InstantStudio start(Clock clock, byte[] result) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            InstantStudio studio = new InstantStudio(server, clock, result);
            server.createContext("/v1/photos/", studio::photo);
            server.createContext("/v1/tasks", studio::task);
            server.createContext("/v1/results/", studio::result);
            server.start();
            return studio;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long tasksCreated() {
        return tasks.get();
    }

    private void photo(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void task(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            long done = clock.instant().plus(TASK).toEpochMilli();
            answer(exchange, 202, running(String.format("%016x%016x", done, tasks.incrementAndGet())));
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        Instant done = Instant.ofEpochMilli(Long.parseLong(id.substring(0, 16), 16));
        answer(exchange, 200, clock.instant().isBefore(done) ? running(id) : succeeded(id));
    }

    private static String running(String id) {
        return Json.mapper()
                .createObjectNode()
                .put("taskId", id)
                .put("status", "running")
                .put("pollAfterMillis", TASK.toMillis())
                .toString();
    }

    private String succeeded(String id) {
        var answer = Json.mapper().createObjectNode().put("taskId", id).put("status", "succeeded");
        answer.putObject("result")
                .put("url", address() + "/v1/results/" + id)
                .put("width", 64)
                .put("height", 48);
        answer.putArray("notes");
        return answer.toString();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private void result(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        send(exchange, 200, result);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
