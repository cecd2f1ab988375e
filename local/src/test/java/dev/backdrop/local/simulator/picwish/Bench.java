package dev.backdrop.local.simulator.picwish;

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

/** A simulator in virtual time, and the calls that a client would make, each by hand. The rate limit is out of the way. */
final class Bench implements AutoCloseable {

    static final String KEY = "a-key-for-tests";
    static final String SEGMENTATION = "/api/tasks/visual/segmentation";
    static final String BACKGROUND = "/api/tasks/visual/background";
    static final String R_BACKGROUND = "/api/tasks/visual/r-background";
    static final String COINS = "/api/customers/coins";
    static final byte[] PHOTO = TestPictures.jpeg(40, 30);

    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualClock clock = new ManualClock();
    final Simulator simulator;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer of the API. */
    record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {

        JsonNode data() {
            return body.path("data");
        }

        int state() {
            assertThat(status).as(body.toString()).isEqualTo(200);
            assertThat(data().path("state").isInt()).as(body.toString()).isTrue();
            return data().get("state").intValue();
        }
    }

    Bench() {
        this(options -> options);
    }

    Bench(UnaryOperator<PicWishOptions> change) {
        this(change, options -> options);
    }

    Bench(UnaryOperator<PicWishOptions> change, UnaryOperator<SimulatorOptions> shell) {
        PicWishOptions options =
                PicWishOptions.defaults().withApiKey(KEY).withRateLimit(1_000_000, Duration.ofSeconds(1));
        simulator = Simulator.start(
                shell.apply(SimulatorOptions.defaults().withClock(clock).with(change.apply(options))));
    }

    PicWishSimulator vendor() {
        return simulator.vendor(PicWishSimulator.class);
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
                .header("X-API-KEY", KEY);
    }

    Reply call(HttpRequest request) throws IOException {
        HttpResponse<byte[]> raw = send(request);
        return new Reply(raw.statusCode(), JSON.readTree(raw.body()), raw);
    }

    HttpRequest request(String path, String contentType, byte[] body) {
        return api(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    Reply post(String path, FormWriter form) throws IOException {
        return call(request(path, FormWriter.CONTENT_TYPE, form.bytes()));
    }

    Reply get(String path) throws IOException {
        return call(api(path).build());
    }

    /** A form with the usual photo. */
    static FormWriter photo() {
        return FormWriter.form().file("image_file", PHOTO);
    }

    static String taskId(Reply created) {
        assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
        return created.data().get("task_id").textValue();
    }

    /** Creates a task to cut out a subject; returns its id. */
    String segmentation(FormWriter form) throws IOException {
        return taskId(post(SEGMENTATION, form));
    }

    String segmentation() throws IOException {
        return segmentation(photo());
    }

    Reply query(String taskId) throws IOException {
        return get(SEGMENTATION + '/' + taskId);
    }

    int state(String taskId) throws IOException {
        return query(taskId).state();
    }

    /** What becomes of a photo, cut out at once. */
    Reply atOnce(FormWriter form) throws IOException {
        return post(SEGMENTATION, form.text("sync", "1"));
    }

    /** The picture behind a link of an answer. */
    byte[] picture(Reply reply, String name) throws IOException {
        assertThat(reply.state()).as(reply.body().toString()).isEqualTo(1);
        HttpResponse<byte[]> answer = download(link(reply, name));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    static URI link(Reply reply, String name) {
        return URI.create(reply.data().get(name).textValue());
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
