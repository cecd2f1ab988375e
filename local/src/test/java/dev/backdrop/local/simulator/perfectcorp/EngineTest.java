package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.backdrop.local.simulator.TestPictures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine makes of photos: HTTP 200, an error code in the body, nothing charged. */
class EngineTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void assertEnds(String taskId, String code) throws IOException {
        bench.pass(3);
        Bench.Reply reply = bench.status(taskId);
        assertThat(reply.status()).isEqualTo(200);
        JsonNode data = reply.body().get("data");
        assertThat(data.get("task_status").textValue()).isEqualTo("error");
        assertThat(data.get("error").textValue()).isEqualTo(code);
        assertThat(data.has("results")).isFalse();
        assertThat(bench.vendor().unitsCharged()).isZero();
    }

    private String created(byte[] photo) throws IOException {
        return Bench.taskId(bench.createWith(bench.upload(photo), "a beach"));
    }

    private String createdFrom(String address) throws IOException {
        return Bench.taskId(bench.post(Bench.TASK, "{\"src_file_url\":\"" + address + "\",\"prompt\":\"a beach\"}"));
    }

    @Test
    void whatIsNoPictureCannotBeDecoded() throws IOException {
        assertEnds(created("GIF89a is no photo".getBytes(StandardCharsets.US_ASCII)), "error_decode_image");
        byte[] png = TestPictures.png(40, 30);
        assertEnds(created(Arrays.copyOf(png, png.length / 2)), "error_decode_image");
        assertEnds(created(Arrays.copyOf(Bench.PHOTO, 20)), "error_decode_image");
    }

    @Test
    void aPictureOfMoreThan4096PixelsIsTooLarge() throws IOException {
        assertEnds(created(TestPictures.png(4097, 2)), "error_exceed_max_image_size");
        assertEnds(created(TestPictures.jpeg(2, 4097)), "error_exceed_max_image_size");
    }

    @Test
    void aPictureOf4096PixelsIsNotTooLarge() throws IOException {
        String id = created(TestPictures.png(4096, 2));
        bench.pass(3);

        assertThat(bench.word(id)).isEqualTo("success");
    }

    @Test
    void theDeclaredTypeDoesNotMatterToTheEngine() throws IOException {
        String id = created(TestPictures.png(40, 30));
        bench.pass(3);

        assertThat(bench.word(id)).isEqualTo("success");
    }

    @Test
    void aPhotoIsFetchedFromItsAddressWithoutTheKey() throws IOException {
        try (PhotoServer server = new PhotoServer(200, Bench.PHOTO)) {
            String id = createdFrom(server.address());
            bench.pass(3);

            assertThat(bench.word(id)).isEqualTo("success");
            assertThat(server.sawKey).isFalse();
        }
    }

    @Test
    void aPhotoThatCannotBeFetchedIsADownloadError() throws IOException {
        try (PhotoServer server = new PhotoServer(403, Bench.PHOTO)) {
            assertEnds(createdFrom(server.address()), "error_download_image");
        }
        try (PhotoServer server = new PhotoServer(302, new byte[0])) {
            assertEnds(createdFrom(server.address()), "error_download_image");
        }
        assertEnds(createdFrom("http://127.0.0.1:1/a.jpg"), "error_download_image");
        assertEnds(createdFrom("http://192.0.2.1/plain-http-is-for-loopback.jpg"), "error_download_image");
    }

    @Test
    void aFetchedPhotoOverTheSizeLimitIsRefused() throws IOException {
        try (PhotoServer server = new PhotoServer(200, new byte[10_000_000])) {
            assertEnds(createdFrom(server.address()), "exceed_max_filesize");
        }
    }

    /** Serves one photo at every path. */
    private static final class PhotoServer implements AutoCloseable {

        private final HttpServer server;
        private volatile boolean sawKey;

        PhotoServer(int status, byte[] body) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                sawKey |= exchange.getRequestHeaders().containsKey("Authorization");
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/a.jpg?X-Amz-Signature=1";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
