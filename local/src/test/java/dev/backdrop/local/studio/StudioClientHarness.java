package dev.backdrop.local.studio;

import dev.backdrop.http.JsonBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;

/** Speaks the protocol by hand, so that wrong things can be said too. */
final class StudioClientHarness {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    StudioClientHarness(URI base) {
        this.base = base;
    }

    record Answer(int status, HttpResponse<byte[]> response) {
        JsonBody json() {
            return JsonBody.object(response.body()).orElseThrow();
        }

        String text(String... path) {
            return json().text(path).orElse("");
        }

        String error() {
            return text("error", "code");
        }
    }

    Answer send(String method, String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    /** Uploads a photo and returns its SHA-256. */
    String upload(byte[] photo) throws Exception {
        String sha256 = sha256(photo);
        Answer answer = send("PUT", "/v1/photos/" + sha256, photo, "Content-Type", "image/png");
        if (answer.status() != 204) {
            throw new AssertionError("upload: " + answer.status() + " "
                    + new String(answer.response().body()));
        }
        return sha256;
    }

    Answer submit(String key, String json) throws IOException, InterruptedException {
        return send("POST", "/v1/tasks", json.getBytes(), "Content-Type", "application/json", "Idempotency-Key", key);
    }

    /** Polls, as fast as it goes, until the task has ended. */
    Answer await(String taskId) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        Answer answer = get("/v1/tasks/" + taskId);
        while (answer.text("status").equals("running")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("task " + taskId + " doesn't end");
            }
            Thread.onSpinWait();
            answer = get("/v1/tasks/" + taskId);
        }
        return answer;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
