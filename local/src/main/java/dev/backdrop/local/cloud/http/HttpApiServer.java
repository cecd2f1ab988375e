package dev.backdrop.local.cloud.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The local cloud's door for browsers and programs: an API and the console, on the loopback interface. It is opened in two
 * steps, because others want to know its address before there is something to serve.
 */
public final class HttpApiServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HttpApiServer.class.getName());
    private static final int THREADS = 32;

    static {
        // Read once, when the server class loads; without it each answer waits 40 ms for a delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final RequestReader reader;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "http-api");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<HttpApi> api = Optional.empty();
    private volatile boolean started;

    private HttpApiServer(HttpServer server, Clock clock) {
        this.server = server;
        this.reader = new RequestReader(clock);
    }

    /**
     * Takes a port; requests wait until {@link #serve}.
     *
     * @param port 0 for any free one
     * @param clock for the times in events
     * @throws IllegalStateException if the port is taken
     */
    public static HttpApiServer bind(int port, Clock clock) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new HttpApiServer(HttpServer.create(new InetSocketAddress(loopback, port), 0), clock);
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "the HTTP API can't listen on 127.0.0.1:" + port + ": " + taken.getMessage(), taken);
        }
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** What browsers call the pages of this server: by address and by name. */
    public List<String> origins() {
        return OriginPolicy.origins(port());
    }

    /**
     * Starts answering.
     *
     * @param api is closed with this server
     */
    public void serve(Optional<HttpApi> api, Console console) {
        this.api = api;
        OriginPolicy policy = api.map(one -> one.policy(port())).orElse(new OriginPolicy(port(), Optional.empty()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Call head = reader.head(exchange);
                Answer answer;
                try {
                    answer = answer(head, exchange, policy, console);
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "a request could not be answered", e);
                    answer = Answer.message(500, "Internal Server Error");
                }
                send(exchange, answer);
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "the caller closed the connection early", gone);
            }
        });
        started = true;
        server.start();
    }

    private Answer answer(Call head, HttpExchange exchange, OriginPolicy policy, Console console) throws IOException {
        Optional<Answer> refusal = RequestReader.isHeadTooLarge(head)
                ? Optional.of(Answer.message(431, "Request Header Fields Too Large"))
                : policy.refusal(head);
        if (refusal.isPresent()) {
            RequestReader.drain(exchange.getRequestBody());
            return refusal.get();
        }
        Call call;
        try {
            call = RequestReader.withBody(head, exchange);
        } catch (RequestReader.TooLargeException e) {
            return policy.marked(head, Answer.message(413, "Request Entity Too Large"));
        }
        Optional<Answer> page = console.answer(call);
        if (page.isPresent()) {
            return page.get();
        }
        if (policy.isPreflight(call)) {
            return policy.preflight(call);
        }
        return policy.marked(call, api.map(one -> one.answer(call)).orElse(Answer.message(404, "Not Found")));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        boolean bodiless = answer.body().length == 0 || answer.status() == 204 || answer.status() == 304;
        if (head && !bodiless) {
            exchange.getResponseHeaders().set("content-length", String.valueOf(answer.body().length));
        }
        exchange.sendResponseHeaders(answer.status(), head || bodiless ? -1 : answer.body().length);
        if (!head && !bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    /** Stops listening; requests that are being answered are given up. */
    @Override
    public void close() {
        if (!started) {
            // A server that never ran doesn't give back its port.
            server.start();
        }
        server.stop(0);
        threads.shutdownNow();
        api.ifPresent(HttpApi::close);
    }
}
