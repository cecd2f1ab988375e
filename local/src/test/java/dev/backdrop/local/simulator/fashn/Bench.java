package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.local.simulator.ManualClock;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A simulator in virtual time, and the calls that a client would make, each by hand. */
final class Bench implements AutoCloseable {

    static final String KEY = "a-key-for-tests";
    static final String RUN = "/v1/run";
    static final String PHOTO = dataUri("jpeg", TestPictures.jpeg(40, 30));

    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualClock clock = new ManualClock();
    final Simulator simulator;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer of the API. */
    record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {

        /** The name of an API error. */
        String error() {
            return body.path("error").asText();
        }

        String creditsUsed() {
            return raw.headers().firstValue("X-Fashn-Credits-Used").orElse(null);
        }
    }

    Bench() {
        this(options -> options);
    }

    Bench(UnaryOperator<FashnOptions> change) {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withClock(clock)
                .with(change.apply(FashnOptions.defaults().withApiKey(KEY))));
    }

    static String dataUri(String type, byte[] bytes) {
        return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    FashnSimulator vendor() {
        return simulator.vendor(FashnSimulator.class);
    }

    void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.apiBase() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + KEY);
    }

    Reply call(HttpRequest request) throws IOException {
        HttpResponse<byte[]> raw = send(request);
        return new Reply(raw.statusCode(), JSON.readTree(raw.body()), raw);
    }

    Reply post(String path, String json) throws IOException {
        return call(api(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Reply get(String path) throws IOException {
        return call(api(path).build());
    }

    /** @param inputs the fields of {@code inputs}, without the braces; {@code PHOTO} stands for a good photo */
    Reply run(String inputs) throws IOException {
        return post(RUN, "{\"model_name\":\"background-change\",\"inputs\":{" + inputs.replace("PHOTO", PHOTO) + "}}");
    }

    Reply runWith(String image, String prompt) throws IOException {
        return run("\"image\":\"" + image + "\",\"prompt\":\"" + prompt + "\"");
    }

    /** Creates a task from the usual photo; returns its id. */
    String task(String prompt) throws IOException {
        return taskId(runWith(PHOTO, prompt));
    }

    String task() throws IOException {
        return task("a beach");
    }

    static String taskId(Reply created) {
        assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
        return created.body().get("id").textValue();
    }

    Reply status(String taskId) throws IOException {
        return get("/v1/status/" + taskId);
    }

    /** The status word of a task. */
    String word(String taskId) throws IOException {
        return status(taskId).body().get("status").textValue();
    }

    /** Waits until the usual task is done and returns its output. */
    String output(String taskId) throws IOException {
        pass(12);
        return status(taskId).body().at("/output/0").textValue();
    }

    HttpResponse<byte[]> download(String address) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
