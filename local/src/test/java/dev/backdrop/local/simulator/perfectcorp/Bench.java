package dev.backdrop.local.simulator.perfectcorp;

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
import java.util.function.UnaryOperator;

/** A simulator in virtual time, and the calls that a client would make, each by hand. */
final class Bench implements AutoCloseable {

    static final String KEY = "a-key-for-tests";
    static final String FILE = "/s2s/v2.0/file/bg-replace-v2";
    static final String TASK = "/s2s/v2.0/task/bg-replace-v2";
    static final byte[] PHOTO = TestPictures.jpeg(40, 30);

    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualClock clock = new ManualClock();
    final Simulator simulator;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer of the API. */
    record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {}

    Bench() {
        this(options -> options);
    }

    Bench(UnaryOperator<PerfectCorpOptions> change) {
        this(change, options -> options);
    }

    Bench(UnaryOperator<PerfectCorpOptions> change, UnaryOperator<SimulatorOptions> shell) {
        simulator = Simulator.start(shell.apply(SimulatorOptions.defaults()
                .withClock(clock)
                .with(change.apply(PerfectCorpOptions.defaults().withApiKey(KEY)))));
    }

    PerfectCorpSimulator vendor() {
        return simulator.vendor(PerfectCorpSimulator.class);
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

    Reply register(String type, long size) throws IOException {
        return post(FILE, """
                {"files":[{"content_type":"%s","file_name":"a.jpg","file_size":%d}]}""".formatted(type, size));
    }

    /** The one file of a registration. */
    static JsonNode file(Reply registration) {
        assertThat(registration.status()).as(registration.body().toString()).isEqualTo(200);
        return registration.body().at("/data/files/0");
    }

    static URI uploadAddress(JsonNode file) {
        return URI.create(file.at("/requests/0/url").textValue());
    }

    HttpResponse<byte[]> put(URI address, String type, byte[] photo) throws IOException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(photo))
                .build());
    }

    /** Registers and puts a photo; returns its file id. */
    String upload(byte[] photo) throws IOException {
        JsonNode file = file(register("image/jpeg", photo.length));
        assertThat(put(uploadAddress(file), "image/jpeg", photo).statusCode()).isEqualTo(200);
        return file.get("file_id").textValue();
    }

    Reply createWith(String fileId, String prompt) throws IOException {
        return post(TASK, """
                {"src_file_id":"%s","prompt":"%s"}""".formatted(fileId, prompt));
    }

    /** Uploads the usual photo and creates a task; returns its id. */
    String task(String prompt) throws IOException {
        return taskId(createWith(upload(PHOTO), prompt));
    }

    String task() throws IOException {
        return task("a beach");
    }

    static String taskId(Reply created) {
        assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
        return created.body().at("/data/task_id").textValue();
    }

    Reply status(String taskId) throws IOException {
        return get(TASK + "/" + taskId);
    }

    /** The status word of a task. */
    String word(String taskId) throws IOException {
        return status(taskId).body().at("/data/task_status").textValue();
    }

    /** Waits until the usual task is done and returns where its result is. */
    URI result(String taskId) throws IOException {
        pass(3);
        return URI.create(status(taskId).body().at("/data/results/url").textValue());
    }

    HttpResponse<byte[]> download(URI address) throws IOException {
        return send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
