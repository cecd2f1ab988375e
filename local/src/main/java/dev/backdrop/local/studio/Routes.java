package dev.backdrop.local.studio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.backdrop.http.JsonBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The protocol's four calls. */
final class Routes implements HttpHandler {

    /** Bytes. */
    static final int LARGEST_PHOTO = 64 << 20;

    /** A Wait state knows whole seconds only, so asking for less would gain nothing. */
    static final int POLL_AFTER_MILLIS = 1000;

    private static final int LARGEST_REQUEST = 64 << 10;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.\\-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?");

    private final StudioSettings settings;
    private final TaskBoard board;
    private final Consumer<String> progress;

    Routes(StudioSettings settings, TaskBoard board, Consumer<String> progress) {
        this.settings = settings;
        this.board = board;
        this.progress = progress;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http);
        try {
            route(exchange);
        } catch (Problem problem) {
            exchange.problem(problem);
        } catch (RuntimeException bug) {
            progress.accept("studio: " + http.getRequestMethod() + " "
                    + http.getRequestURI().getPath() + ": " + bug);
            exchange.problem(new Problem(500, "internal", "studio failed: " + bug));
        } finally {
            http.close();
        }
    }

    private void route(Exchange exchange) throws IOException {
        String path = exchange.path();
        if (path.startsWith("/v1/results/")) {
            // Needs no key: whoever stores the result gets an address, as from the vendors, and the address is a
            // secret.
            exchange.only("GET");
            result(exchange, path.substring("/v1/results/".length()));
            return;
        }
        authorize(exchange);
        if (path.startsWith("/v1/photos/")) {
            exchange.only("PUT");
            photo(exchange, path.substring("/v1/photos/".length()));
        } else if (path.equals("/v1/tasks")) {
            exchange.only("POST");
            submit(exchange);
        } else if (path.startsWith("/v1/tasks/")) {
            exchange.only("GET");
            poll(exchange, path.substring("/v1/tasks/".length()));
        } else {
            throw new Problem(404, "not-found", "there is nothing at " + path);
        }
    }

    private void authorize(Exchange exchange) {
        if (settings.apiKey().isEmpty()) {
            return;
        }
        byte[] wanted = ("Bearer " + settings.apiKey().get()).getBytes(StandardCharsets.UTF_8);
        byte[] given = exchange.header("Authorization").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            throw new Problem(401, "unauthorized", "send the API key as Authorization: Bearer");
        }
    }

    private void photo(Exchange exchange, String sha256) throws IOException {
        if (!TaskRequest.isSha256(sha256)) {
            throw Problem.badRequest("a photo's name is its SHA-256 as 64 lower-case hexadecimal digits");
        }
        byte[] bytes =
                exchange.body((int) Math.min(LARGEST_PHOTO, board.photos().capacity()));
        String type = exchange.header("Content-Type");
        String found = typeOf(bytes);
        if (!type.equals("image/jpeg") && !type.equals("image/png") || !type.equals(found)) {
            throw new Problem(
                    415,
                    "unsupported-type",
                    "photos are image/jpeg or image/png; this says '" + type + "' and is " + found);
        }
        if (!sha256.equals(sha256(bytes))) {
            throw Problem.badRequest("the bytes' SHA-256 is not the one in the address; they changed on the way");
        }
        if (!board.photos().put(sha256, bytes)) {
            throw Problem.tooMuch("photos of waiting tasks take all the room; try again in a moment");
        }
        exchange.empty(204);
    }

    private static String typeOf(byte[] bytes) {
        if (bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8 && (bytes[2] & 0xff) == 0xff) {
            return "image/jpeg";
        }
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        boolean isPng = bytes.length > png.length && Arrays.equals(bytes, 0, png.length, png, 0, png.length);
        return isPng ? "image/png" : "neither";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void submit(Exchange exchange) throws IOException {
        byte[] body = exchange.body(LARGEST_REQUEST);
        String type = exchange.header("Content-Type");
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Problem(415, "unsupported-type", "send the task as application/json");
        }
        String key = exchange.header("Idempotency-Key");
        if (!KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                    "the header Idempotency-Key is needed: 1 to 255 printable characters without spaces");
        }
        exchange.json(202, status(exchange, board.submit(key, TaskRequest.parse(body))));
    }

    private void poll(Exchange exchange, String id) throws IOException {
        Task task = board.find(id)
                .orElseThrow(() -> new Problem(404, "task-unknown", "there is no such task, or not any more"));
        exchange.json(200, status(exchange, task));
    }

    private Map<String, Object> status(Exchange exchange, Task task) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("taskId", task.id());
        Task.State state = task.state();
        if (state instanceof Task.Succeeded done
                && board.results().get(done.resultId()).isPresent()) {
            answer.put("status", "succeeded");
            answer.put(
                    "result",
                    Map.of(
                            "url", base(exchange) + "/v1/results/" + done.resultId(),
                            "width", done.width(),
                            "height", done.height()));
            answer.put("notes", done.notes());
        } else if (state instanceof Task.Running) {
            answer.put("status", "running");
            answer.put("pollAfterMillis", POLL_AFTER_MILLIS);
        } else {
            answer.put("status", "failed");
            Task.Failed failed = state instanceof Task.Failed known
                    ? known
                    : new Task.Failed("result-expired", "the result was not fetched in time; submit a new task");
            answer.put("error", Map.of("code", failed.code(), "message", failed.message()));
        }
        return answer;
    }

    private String base(Exchange exchange) {
        if (settings.publicAddress().isPresent()) {
            return settings.publicAddress().get().toString().replaceAll("/+$", "");
        }
        String host = exchange.header("Host");
        if (!HOST.matcher(host).matches()) {
            throw Problem.badRequest("the header Host must name this server");
        }
        return "http://" + host;
    }

    private void result(Exchange exchange, String id) throws IOException {
        byte[] bytes = board.results()
                .get(id)
                .orElseThrow(() -> new Problem(404, "result-unknown", "there is no such result, or not any more"));
        exchange.bytes(200, typeOf(bytes), bytes);
    }

    /** One call, in the words that we need. */
    private static final class Exchange {

        private final HttpExchange http;

        Exchange(HttpExchange http) {
            this.http = http;
        }

        String path() {
            return http.getRequestURI().getPath();
        }

        String header(String name) {
            String value = http.getRequestHeaders().getFirst(name);
            return value == null ? "" : value.strip();
        }

        void only(String method) {
            if (!http.getRequestMethod().equals(method)) {
                http.getResponseHeaders().set("Allow", method);
                throw new Problem(405, "method-not-allowed", path() + " takes only " + method);
            }
        }

        byte[] body(int limit) throws IOException {
            byte[] bytes = http.getRequestBody().readNBytes(limit + 1);
            if (bytes.length > limit) {
                // A client that is still sending doesn't listen: what is only a little too much is taken in first.
                discard(limit);
                throw new Problem(413, "too-large", "at most " + limit + " bytes are taken");
            }
            return bytes;
        }

        /** Reads, because skipping on this stream waits for bytes beyond the body's end. */
        private void discard(int most) throws IOException {
            byte[] buffer = new byte[16 << 10];
            int left = most;
            int count = 0;
            while (left > 0 && count >= 0) {
                count = http.getRequestBody().read(buffer, 0, Math.min(left, buffer.length));
                left -= Math.max(0, count);
            }
        }

        void problem(Problem problem) throws IOException {
            if (problem.status() == 429) {
                http.getResponseHeaders().set("Retry-After", "2");
            }
            if (problem.status() == 401) {
                http.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            json(problem.status(), Map.of("error", Map.of("code", problem.code(), "message", problem.getMessage())));
        }

        void json(int status, Map<String, Object> body) throws IOException {
            bytes(status, "application/json", JsonBody.write(body).getBytes(StandardCharsets.UTF_8));
        }

        void empty(int status) throws IOException {
            http.sendResponseHeaders(status, -1);
        }

        void bytes(int status, String type, byte[] body) throws IOException {
            http.getResponseHeaders().set("Content-Type", type);
            http.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            http.sendResponseHeaders(status, body.length);
            http.getResponseBody().write(body);
        }
    }
}
