package dev.backdrop.local.simulator.picwish;

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

class SegmentationRequestTest {

    private final Bench bench = new Bench(options -> options.withLongestSide(100));

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench.Reply create(FormWriter form) throws IOException {
        return bench.post(Bench.SEGMENTATION, form);
    }

    private void assertRefused(FormWriter form, int status, String message) throws IOException {
        Bench.Reply reply = create(form);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.body().get("status").intValue()).isEqualTo(status);
        assertThat(reply.body().get("message").textValue()).contains(message);
        assertThat(reply.body().has("data")).isFalse();
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void aPhotoAloneIsEnough() throws IOException {
        Bench.Reply reply = create(Bench.photo());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("status").intValue()).isEqualTo(200);
        assertThat(reply.body().get("message").textValue()).isEqualTo("success");
        assertThat(reply.data().size()).isEqualTo(1);
        assertThat(Bench.taskId(reply)).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(bench.vendor().taskIds()).containsExactly(Bench.taskId(reply));
    }

    @Test
    void everyFieldThatThePagesNameIsTaken() throws IOException {
        FormWriter form = Bench.photo()
                .text("sync", "0")
                .text("type", "object")
                .text("return_type", "1")
                .text("output_type", "1")
                .text("crop", "1")
                .text("format", "jpg")
                .text("bg_color", "81d4fa")
                .text("callback_url", "https://example.com/called-back");

        assertThat(create(form).status()).isEqualTo(200);
    }

    @Test
    void emptyPicturesColoursAndTypesCountAsMissing() throws IOException {
        FormWriter form = Bench.photo()
                .text("image_url", "")
                .text("type", "")
                .text("bg_color", "")
                .text("bg_image_url", "")
                .file("bg_image_file", new byte[0]);

        assertThat(create(form).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sync, 2",
        "sync, true",
        "sync, ''",
        "type, animal",
        "type, Person",
        "return_type, 0",
        "return_type, 4",
        "return_type, url",
        "return_type, ''",
        "return_type, 1.0",
        "output_type, 0",
        "output_type, 4",
        "crop, 2",
        "crop, yes",
        "format, jpeg",
        "format, PNG",
        "format, webp",
        "format, ''",
        "callback_url, not an address",
        "callback_url, ftp://example.com/a"
    })
    void aFieldWithAnotherValueIsRefused(String name, String value) throws IOException {
        assertRefused(Bench.photo().text(name, value), 400, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#81d4fa", "fff", "white", "81d4fg", "81d4fa00", " 81d4fa"})
    void aColourIsSixHexDigitsWithoutASign(String color) throws IOException {
        assertRefused(Bench.photo().text("format", "jpg").text("bg_color", color), 400, "six hex digits");
    }

    @Test
    void aColourNeedsAJpeg() throws IOException {
        assertRefused(Bench.photo().text("bg_color", "81d4fa"), 400, "format jpg");
        assertRefused(Bench.photo().text("bg_color", "81d4fa").text("format", "png"), 400, "format jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt", "seed", "Sync", "image", "bg_image", "api_key", "_charset_"})
    void anUnknownFieldIsRefused(String name) throws IOException {
        assertRefused(Bench.photo().text(name, "1"), 400, name + " is not a parameter");
    }

    @Test
    void aFieldThatComesTwiceIsRefused() throws IOException {
        assertRefused(Bench.photo().text("sync", "0").text("sync", "0"), 400, "sync is given more than once");
        assertRefused(Bench.photo().file("image_file", new byte[0]), 400, "image_file is given more than once");
    }

    @Test
    void exactlyOnePhotoIsNeeded() throws IOException {
        assertRefused(FormWriter.form(), 400, "image_url or image_file is needed");
        assertRefused(FormWriter.form().file("image_file", new byte[0]).text("image_url", ""), 400, "is needed");
        assertRefused(Bench.photo().text("image_url", "https://example.com/a.jpg"), 400, "exclude each other");
    }

    @Test
    void atMostOneBackgroundMayBeGiven() throws IOException {
        String address = "https://example.com/a.jpg";
        byte[] picture = TestPictures.png(4, 4);

        assertRefused(
                Bench.photo().text("bg_image_url", address).file("bg_image_file", picture), 400, "exclude each other");
        assertRefused(
                Bench.photo().text("format", "jpg").text("bg_color", "ffffff").text("bg_image_url", address),
                400,
                "only one");
        assertRefused(
                Bench.photo().text("format", "jpg").text("bg_color", "ffffff").file("bg_image_file", picture),
                400,
                "only one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com/a.jpg", "ftp://example.com/a.jpg", "https:///a.jpg", "https://a b", "file:///a"})
    void anAddressIsOfHttpOrHttps(String address) throws IOException {
        assertRefused(FormWriter.form().text("image_url", address), 400, "image_url must be an http");
        assertRefused(Bench.photo().text("bg_image_url", address), 400, "bg_image_url must be an http");
    }

    @Test
    void aFileIsSentAsAFileAndATextAsAText() throws IOException {
        assertRefused(FormWriter.form().text("image_file", "bytes"), 400, "image_file must be a file");
        assertRefused(
                FormWriter.form().file("image_url", "https://example.com/a.jpg".getBytes(StandardCharsets.UTF_8)),
                400,
                "image_url must be a text");
        assertRefused(Bench.photo().file("sync", new byte[] {'0'}), 400, "sync must be a text");
        assertRefused(
                Bench.photo().part("Content-Disposition: form-data; name=\"type\"", new byte[] {(byte) 0xff}),
                400,
                "UTF-8");
        assertRefused(Bench.photo().text("image_url", "x".repeat(9000)), 400, "too long");
    }

    @Test
    void aPictureAsTheBodyIsForOneAtOnce() throws IOException {
        assertRefused(Bench.photo().text("return_type", "3"), 400, "sync requests only");
        assertRefused(Bench.photo().text("return_type", "3").text("sync", "0"), 400, "sync requests only");
        assertRefused(
                Bench.photo().text("return_type", "3").text("sync", "1").text("output_type", "1"), 400, "one picture");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=another",
                "multipart/mixed; boundary=" + FormWriter.BOUNDARY,
                "image/jpeg"
            })
    void anythingButTheFormThatItClaimsToBeIsRefused(String type) throws IOException {
        Bench.Reply reply =
                bench.call(bench.request(Bench.SEGMENTATION, type, Bench.photo().bytes()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void jsonIsNoForm() throws IOException {
        byte[] json = "{\"image_url\":\"https://example.com/a.jpg\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(bench.call(bench.request(Bench.SEGMENTATION, "application/json", json))
                        .status())
                .isEqualTo(400);
        assertThat(bench.call(bench.request(Bench.SEGMENTATION, FormWriter.CONTENT_TYPE, json))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFormThatWasCutShortIsRefused() throws IOException {
        byte[] whole = Bench.photo().bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - FormWriter.BOUNDARY.length() - 8);

        Bench.Reply reply = bench.call(bench.request(Bench.SEGMENTATION, FormWriter.CONTENT_TYPE, cut));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("message").textValue()).contains("without its last boundary");
    }

    @Test
    void anUploadOfTooManyPixelsIsTooLarge() throws IOException {
        assertThat(create(FormWriter.form().file("image_file", TestPictures.jpeg(100, 100)))
                        .status())
                .isEqualTo(200);
        assertThat(create(Bench.photo().file("bg_image_file", TestPictures.png(100, 7)))
                        .status())
                .isEqualTo(200);
        for (byte[] picture : new byte[][] {TestPictures.jpeg(101, 5), TestPictures.png(5, 101)}) {
            assertThat(create(FormWriter.form().file("image_file", picture)).status())
                    .isEqualTo(413);
            assertThat(create(Bench.photo().file("bg_image_file", picture)).status())
                    .isEqualTo(413);
        }
        assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
    }

    @Test
    void thePagesOwnLimitOfPixelsHolds() throws IOException {
        try (Bench usual = new Bench()) {
            assertThat(usual.post(Bench.SEGMENTATION, FormWriter.form().file("image_file", TestPictures.png(4096, 8)))
                            .status())
                    .isEqualTo(200);
            assertThat(usual.post(Bench.SEGMENTATION, FormWriter.form().file("image_file", TestPictures.png(4097, 8)))
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void anUploadOfTooManyBytesIsTooLarge() throws IOException {
        int size = Bench.PHOTO.length;
        try (Bench small = new Bench(options -> options.withFileSizeLimit(size))) {
            assertThat(small.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(200);
        }
        try (Bench smaller = new Bench(options -> options.withFileSizeLimit(size - 1))) {
            Bench.Reply reply = smaller.post(Bench.SEGMENTATION, Bench.photo());
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body().get("message").textValue()).contains(size + " bytes");
        }
    }

    @Test
    void twoPicturesOfTwentyMegabytesFitAndAByteMoreDoesNot() throws IOException {
        byte[] photo = Arrays.copyOf(Bench.PHOTO, 20_000_000);
        byte[] tooMuch = Arrays.copyOf(Bench.PHOTO, 20_000_001);

        assertThat(create(FormWriter.form().file("image_file", photo).file("bg_image_file", photo))
                        .status())
                .isEqualTo(200);
        assertThat(create(Bench.photo().file("bg_image_file", tooMuch)).status())
                .isEqualTo(413);
        assertThat(create(FormWriter.form().file("image_file", new byte[46_200_000]))
                        .status())
                .isEqualTo(413);
    }
}
