package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.ManualClock;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.image.BufferedImage;
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
    static final String CLIENT_ID = "a-client-for-tests";
    static final String TOKEN = "/api/open/v3/getToken";
    static final String CREATE = "/api/open/v3/content/image/bg/replace";
    static final String INFO = "/api/open/v3/content/image/infobymodelid?image_model_id=";

    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualClock clock = new ManualClock();
    final PictureServer pictures = new PictureServer();
    final Simulator simulator;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer of the API. */
    record Reply(int status, JsonNode body) {

        int code() {
            return body.path("code").asInt(-1);
        }

        JsonNode data() {
            return body.path("data");
        }
    }

    Bench() {
        this(options -> options);
    }

    /** With a rate that no test reaches by accident, unless the change sets another. */
    Bench(UnaryOperator<AkoolOptions> change) {
        AkoolOptions options = AkoolOptions.defaults()
                .withApiKey(KEY)
                .withClientId(CLIENT_ID)
                .withRateLimit(1000, Duration.ofSeconds(1));
        simulator = Simulator.start(SimulatorOptions.defaults().withClock(clock).with(change.apply(options)));
    }

    AkoolSimulator vendor() {
        return simulator.vendor(AkoolSimulator.class);
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

    /** A request that brings nothing that lets it in. */
    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.apiBase() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder api(String path) {
        return bare(path).header("x-api-key", KEY);
    }

    Reply call(HttpRequest request) throws IOException {
        HttpResponse<byte[]> raw = send(request);
        return new Reply(raw.statusCode(), JSON.readTree(raw.body()));
    }

    static HttpRequest posting(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    Reply create(JsonNode body) throws IOException {
        return create(body.toString());
    }

    Reply create(String json) throws IOException {
        return call(posting(api(CREATE), json));
    }

    Reply info(String taskId) throws IOException {
        return call(api(INFO + taskId).build());
    }

    int status(String taskId) throws IOException {
        return info(taskId).data().path("image_status").asInt();
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /** What is needed and no more: a photo of 40x30, blue with a red middle, in the middle of 80x60. */
    ObjectNode body() {
        ObjectNode body = json("""
                {"canvas_size":"80x60","modify_origin_img_size":"40x30","overlay_origin_x":20,"overlay_origin_y":15}""");
        return body.put(
                "origin_img",
                pictures.put("photo.jpg", TestPictures.jpeg(40, 30)).toString());
    }

    /** Creates a task; returns its id. */
    String task(JsonNode body) throws IOException {
        Reply created = create(body);
        assertThat(created.code()).as(created.body().toString()).isEqualTo(1000);
        return created.data().path("_id").textValue();
    }

    String task() throws IOException {
        return task(body());
    }

    /** Waits until the usual task is done and returns where its result is. */
    URI result(String taskId) throws IOException {
        pass(3);
        Reply info = info(taskId);
        assertThat(info.data().path("image_status").asInt())
                .as(info.body().toString())
                .isEqualTo(3);
        return URI.create(info.data().path("image").textValue());
    }

    HttpResponse<byte[]> download(URI address) throws IOException {
        return send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build());
    }

    /** The finished picture of a task. */
    BufferedImage picture(JsonNode body) throws IOException {
        HttpResponse<byte[]> answer = download(result(task(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        return TestPictures.decode(answer.body());
    }

    @Override
    public void close() {
        simulator.close();
        pictures.close();
    }
}
