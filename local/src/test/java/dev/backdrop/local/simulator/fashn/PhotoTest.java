package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.simulator.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos that can and can't be loaded: either way a task is created, and a bad one fails, uncharged. */
class PhotoTest {

    private static final byte[] JPEG = TestPictures.jpeg(40, 30);

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private String end(String image) throws IOException {
        String id = Bench.taskId(bench.runWith(image, "a beach"));
        bench.pass(12);
        Bench.Reply reply = bench.status(id);
        if (reply.body().get("status").textValue().equals("completed")) {
            return "completed";
        }
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().at("/error/name").textValue()).isEqualTo("ImageLoadError");
        assertThat(bench.vendor().creditsCharged()).isZero();
        return reply.body().at("/error/message").textValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void aDataUriIsLoaded(String type) throws IOException {
        assertThat(end(Bench.dataUri(type, type.equals("png") ? TestPictures.png(40, 30) : JPEG)))
                .isEqualTo("completed");
    }

    @Test
    void aWebpInADataUriIsLoaded() throws IOException {
        // One pixel, lossless.
        assertThat(end("data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="))
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "data:image/jpeg;base64, must start with",
        "'data:image/jpeg;base64,***', not valid base64",
        "'data:image/jpeg;base64,AAAA', cannot identify",
        "'data:image/gif;base64,AAAA', must start with",
        "'data:image/jpeg,AAAA', must start with",
        "AAAA, neither a URL nor",
        "s3://bucket/a.jpg, neither a URL nor",
        "https:///a.jpg, neither a URL nor",
        "http://127.0.0.1:1/a.jpg, not publicly accessible",
        "http://192.0.2.1/plain-http-is-for-loopback.jpg, not publicly accessible"
    })
    void whatIsNoPictureAndNoAddressOfOneCannotBeLoaded(String image, String message) throws IOException {
        assertThat(end(image)).startsWith("Error loading input image: ").contains(message);
    }

    @Test
    void aPictureThatIsCutOffCannotBeLoaded() throws IOException {
        assertThat(end(Bench.dataUri("jpeg", Arrays.copyOf(JPEG, JPEG.length / 2))))
                .contains("cannot identify");
    }

    @Test
    void aPhotoIsFetchedFromItsAddressWithoutTheKey() throws IOException {
        try (PhotoServer server = new PhotoServer(200, "image/jpeg", JPEG)) {
            assertThat(end(server.address().toString())).isEqualTo("completed");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(server.sawAuthorization()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, image/jpeg, not publicly accessible",
        "302, image/jpeg, not publicly accessible",
        "200, text/plain;charset=UTF-8, The URL's Content-Type is not an image. Content-Type: text/plain;charset=UTF-8",
        "200, '', The URL's Content-Type is not an image"
    })
    void anAddressThatDoesNotServeAnImageCannotBeLoaded(int status, String type, String message) throws IOException {
        try (PhotoServer server = new PhotoServer(status, type, JPEG)) {
            assertThat(end(server.address().toString())).contains(message);
        }
    }

    @Test
    void anAddressOfSomethingElseThatClaimsToBeAnImageCannotBeLoaded() throws IOException {
        byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);
        try (PhotoServer server = new PhotoServer(200, "image/jpeg", text)) {
            assertThat(end(server.address().toString())).contains("cannot identify");
        }
    }
}
