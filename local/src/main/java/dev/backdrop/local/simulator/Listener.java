package dev.backdrop.local.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** One host on a port of its own, reachable from this machine only. */
final class Listener implements AutoCloseable {

    /** Bytes of a request's body that are kept; the largest that any vendor takes is two pictures of 20 MB each. */
    static final int LONGEST_BODY = 44 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(Listener.class.getName());
    private static final byte[] ZEROS = new byte[64 * 1024];

    static {
        // Read once, when the server class loads; without it each answer waits 40 ms for a delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final HostRole role;
    private final Clock clock;
    private final AtomicLong numbers;

    Listener(HostRole role, int port, Clock clock, AtomicLong numbers) {
        this.role = role;
        this.clock = clock;
        this.numbers = numbers;
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("the simulator can't listen on 127.0.0.1:" + port, taken);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void start(Executor threads, Function<Received, Answer> answers) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, answers));
        server.start();
    }

    private void serve(HttpExchange exchange, Function<Received, Answer> answers) {
        try (exchange) {
            deliver(exchange, answers.apply(received(exchange)));
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the caller closed the connection early", gone);
        }
    }

    private Received received(HttpExchange exchange) throws IOException {
        long number = numbers.incrementAndGet();
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        InputStream body = exchange.getRequestBody();
        byte[] bytes = body.readNBytes(LONGEST_BODY);
        // Read to the end, or a caller that is still sending sees a broken connection instead of the answer.
        boolean more = body.transferTo(OutputStream.nullOutputStream()) > 0;
        URI uri = exchange.getRequestURI();
        return new Received(
                number,
                clock.instant(),
                role,
                exchange.getRequestMethod(),
                Optional.ofNullable(uri.getRawPath())
                        .filter(path -> path.startsWith("/"))
                        .orElse("/"),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                headers,
                bytes,
                more,
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static void deliver(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.delivery() == Answer.Delivery.DROPPED) {
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        long length = answer.body().length + answer.padding();
        boolean bodiless = length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : length);
        if (bodiless) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        if (answer.delivery() == Answer.Delivery.CUT_SHORT) {
            out.write(answer.body(), 0, answer.body().length / 2);
            out.flush();
            return;
        }
        out.write(answer.body());
        for (long left = answer.padding(); left > 0; left -= ZEROS.length) {
            out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
