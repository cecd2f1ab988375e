package dev.backdrop.local.cloud.http;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.functions.FunctionHost;
import dev.backdrop.local.cloud.template.FunctionView;
import dev.backdrop.local.cloud.template.HttpApiDefinition;
import dev.backdrop.local.cloud.template.HttpCorsView;
import dev.backdrop.local.cloud.template.HttpRouteView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server with a function behind it that answers what it is told to and remembers what it was sent. */
final class Door implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T09:05:07.123Z");
    static final Duration TIMEOUT = Duration.ofSeconds(20);
    static final URI S3 = URI.create("http://127.0.0.1:9000");
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final HttpClient http = HttpClient.newHttpClient();
    final HttpApiServer server;
    volatile RequestStreamHandler handler = answering("{\"statusCode\":200,\"body\":\"hello\"}");
    private final FunctionHost functions;

    private Door(Optional<HttpCorsView> cors, Duration timeout) {
        FunctionView view = new FunctionView(
                "ApiFunction", "app-ApiFunction", "arn", "a.Handler", Map.of(), Duration.ofSeconds(25), 512);
        functions = new FunctionHost(
                List.of(view),
                (name, environment) -> (in, out, context) -> {
                    byte[] event = in.readAllBytes();
                    events.add(JSON.readTree(event));
                    handler.handleRequest(new ByteArrayInputStream(event), out, context);
                },
                Map.of(),
                log::add);
        List<HttpRouteView> routes = List.of(
                route("GET", "/jobs", timeout),
                route("POST", "/jobs", timeout),
                route("GET", "/jobs/{jobId}", timeout),
                route("ANY", "/any/{rest+}", timeout));
        server = HttpApiServer.bind(0, Clock.fixed(NOW, ZoneOffset.UTC));
        HttpApi api = new HttpApi(
                "shop-api",
                LocalAccount.DEFAULT,
                new HttpApiDefinition(routes, cors),
                (function, event) -> functions.invoke("app-" + function, event),
                log::add);
        server.serve(Optional.of(api), new Console(S3));
    }

    private static HttpRouteView route(String method, String path, Duration timeout) {
        return new HttpRouteView("shop-api", method, path, "ApiFunction", timeout);
    }

    static Door open() {
        return new Door(Optional.empty(), TIMEOUT);
    }

    static Door open(HttpCorsView cors) {
        return new Door(Optional.of(cors), TIMEOUT);
    }

    static Door open(Duration timeout) {
        return new Door(Optional.empty(), timeout);
    }

    static RequestStreamHandler answering(String payload) {
        return (in, out, context) -> out.write(payload.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return server.address().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(TIMEOUT);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    JsonNode event() {
        return events.get(events.size() - 1);
    }

    /** All that the server says to these bytes, till it closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return read(socket.getInputStream());
        }
    }

    /** A server that has had enough may reset the connection; what it said before counts. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                said.write(buffer, 0, count);
            }
            return said.toString(StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return said.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** A request of one line and headers, with this server as its host. */
    String rawGet(String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(
                "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(request.append("\r\n").toString());
    }

    @Override
    public void close() {
        server.close();
        functions.close();
    }
}
