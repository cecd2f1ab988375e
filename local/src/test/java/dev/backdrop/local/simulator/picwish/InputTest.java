package dev.backdrop.local.simulator.picwish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.simulator.BorderPainter;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

    /** Small and lossless; the JDK can't write one. */
    private static final byte[] WEBP = Base64.getDecoder()
            .decode(
                    "UklGRkIAAABXRUJQVlA4TDYAAAAvL8AHAB8gECD4H3NlQ0BQ5P9oAgFCjP8jLeY/mJslgpq2jaCSLMkj+WbuHNH/CRA2ZlZozAw=");

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private int stateOf(byte[] picture) throws IOException {
        return bench.atOnce(FormWriter.form().file("image_file", picture)).state();
    }

    private static byte[] encoded(String format) throws IOException {
        BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "tiff"})
    void theVendorsFormatsAreTakenByTheirFirstBytes(String format) throws IOException {
        Bench.Reply reply = bench.atOnce(FormWriter.form().file("image_file", encoded(format)));

        BufferedImage picture = TestPictures.decode(bench.picture(reply, "image"));
        assertThat(picture.getWidth()).isEqualTo(20);
        assertThat(picture.getHeight()).isEqualTo(10);
    }

    @Test
    void aWebpIsTakenToo() throws IOException {
        assertThat(stateOf(WEBP)).isEqualTo(1);
    }

    @Test
    void sizesAreReadFromHeadersOfEveryFormat() throws IOException {
        for (String format : new String[] {"jpg", "png", "bmp", "tiff"}) {
            assertThat(InputFormat.size(encoded(format))).as(format).hasValue(new Dimension(20, 10));
        }
        assertThat(InputFormat.size(WEBP))
                .hasValueSatisfying(size -> assertThat(size.width)
                        .isEqualTo(TestPictures.decode(WEBP).getWidth()));
        assertThat(InputFormat.size(encoded("gif"))).isEmpty();
        assertThat(InputFormat.size(Arrays.copyOf(encoded("png"), 10))).isEmpty();
    }

    @Test
    void anotherFormatIsAnInvalidImage() throws IOException {
        assertThat(stateOf(encoded("gif"))).isEqualTo(-7);
        assertThat(stateOf("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8)))
                .isEqualTo(-7);
        assertThat(stateOf(new byte[] {1})).isEqualTo(-7);
    }

    @Test
    void aBrokenPictureIsAnInvalidImage() throws IOException {
        byte[] png = TestPictures.png(40, 30);
        byte[] jpeg = TestPictures.jpeg(40, 30);

        assertThat(stateOf(Arrays.copyOf(png, png.length / 2))).isEqualTo(-7);
        assertThat(stateOf(Arrays.copyOf(jpeg, jpeg.length / 2))).isEqualTo(-7);
        assertThat(stateOf(Arrays.copyOf(png, 12))).isEqualTo(-7);
        assertThat(stateOf("BM but nothing of the kind".getBytes(UTF_8))).isEqualTo(-7);
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void aBrokenPictureEndsItsTaskInItsOwnTime() throws IOException {
        String id = bench.segmentation(FormWriter.form().file("image_file", new byte[] {1}));

        assertThat(bench.state(id)).isZero();
        bench.pass(4);
        assertThat(bench.state(id)).isEqualTo(-7);
    }

    @Test
    void aBadPictureComesBeforeAnyScript() throws IOException {
        bench.vendor().tasks().failWith(-15);

        assertThat(stateOf(new byte[] {1})).isEqualTo(-7);
    }

    @Test
    void aPhotoIsFetchedFromItsAddressWithoutTheKey() throws IOException {
        try (PhotoHost host = new PhotoHost(Bench.PHOTO)) {
            Bench.Reply reply = bench.atOnce(FormWriter.form().text("image_url", host.picture()));

            assertThat(TestPictures.decode(bench.picture(reply, "image")).getWidth())
                    .isEqualTo(40);
            assertThat(host.requests).hasValue(1);
        }
    }

    @Test
    void aPictureThatCanNotBeFetchedFails() throws IOException {
        try (PhotoHost host = new PhotoHost(Bench.PHOTO)) {
            assertThat(bench.atOnce(FormWriter.form().text("image_url", host.missing()))
                            .state())
                    .isEqualTo(-3);
            assertThat(bench.atOnce(Bench.photo().text("bg_image_url", host.missing()))
                            .state())
                    .isEqualTo(-3);
            assertThat(host.requests).hasValue(2);
        }
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void aPhotoThatIsTooLargeToFetchFails() throws IOException {
        int size = Bench.PHOTO.length;
        try (PhotoHost host = new PhotoHost(Bench.PHOTO);
                Bench fits = new Bench(options -> options.withUrlSizeLimit(size));
                Bench small = new Bench(options -> options.withUrlSizeLimit(size - 1))) {
            FormWriter form =
                    FormWriter.form().text("image_url", host.picture()).text("sync", "1");
            assertThat(fits.post(Bench.SEGMENTATION, form).state()).isEqualTo(1);
            assertThat(small.post(Bench.SEGMENTATION, form).state()).isEqualTo(-5);
        }
    }

    @Test
    void whatIsFetchedMayHaveThirtyMillionBytesAndNoMore() throws IOException {
        for (int more = 0; more <= 1; more++) {
            try (PhotoHost host = new PhotoHost(new byte[30_000_000 + more])) {
                assertThat(bench.atOnce(FormWriter.form().text("image_url", host.picture()))
                                .state())
                        .isEqualTo(more == 0 ? -7 : -5);
            }
        }
    }

    @Test
    void aPictureOfTooManyPixelsFailsWhenItWasFetched() throws IOException {
        try (PhotoHost host = new PhotoHost(TestPictures.png(101, 20));
                Bench narrow = new Bench(options -> options.withLongestSide(100))) {
            assertThat(narrow.atOnce(FormWriter.form().text("image_url", host.picture()))
                            .state())
                    .isEqualTo(-5);
            assertThat(narrow.atOnce(Bench.photo().text("bg_image_url", host.picture()))
                            .state())
                    .isEqualTo(-5);
            assertThat(bench.atOnce(Bench.photo().text("bg_image_url", host.picture()))
                            .state())
                    .isEqualTo(1);
        }
    }

    @Test
    void aBackgroundThatIsFetchedMayNotHaveMoreBytesThanOneThatIsSent() throws IOException {
        byte[] picture = TestPictures.jpeg(400, 400);
        try (PhotoHost host = new PhotoHost(picture);
                Bench fits = new Bench(options -> options.withFileSizeLimit(picture.length));
                Bench small = new Bench(options -> options.withFileSizeLimit(picture.length - 1))) {
            FormWriter form = Bench.photo().text("bg_image_url", host.picture()).text("sync", "1");
            assertThat(fits.post(Bench.SEGMENTATION, form).state()).isEqualTo(1);
            assertThat(small.post(Bench.SEGMENTATION, form).state()).isEqualTo(-5);
        }
    }

    @Test
    void aBackgroundThatIsNoPictureFails() throws IOException {
        assertThat(bench.atOnce(Bench.photo().file("bg_image_file", new byte[] {1}))
                        .state())
                .isEqualTo(-7);
    }

    @Test
    void nobodyIsCalledBack() throws IOException {
        try (PhotoHost host = new PhotoHost(Bench.PHOTO)) {
            String id = bench.segmentation(Bench.photo().text("callback_url", host.picture()));
            bench.pass(4);
            assertThat(bench.state(id)).isEqualTo(1);
            assertThat(host.requests).hasValue(0);
        }
    }

    @Test
    void aPhotoWithoutASubjectHasAnEmptyResult() throws IOException {
        try (Bench blind = painting(new BorderPainter() {
            @Override
            public byte[] cutOut(byte[] photo) {
                return Pictures.png(new BufferedImage(4, 4, BufferedImage.TYPE_4BYTE_ABGR));
            }
        })) {
            assertThat(blind.atOnce(Bench.photo().text("crop", "1")).state()).isEqualTo(-11);
            assertThat(blind.vendor().creditsCharged()).isZero();
        }
    }

    @Test
    void aPainterThatFailsFailsTheTask() throws IOException {
        try (Bench broken = painting(new BorderPainter() {
            @Override
            public byte[] cutOut(byte[] photo) throws IOException {
                throw new IOException("no paint");
            }
        })) {
            assertThat(broken.atOnce(Bench.photo()).state()).isEqualTo(-1);
        }
    }

    @Test
    void aPainterIsGivenAJpegOrAPngWhateverCame() throws IOException {
        try (Bench strict = painting(new BorderPainter() {
            @Override
            public byte[] cutOut(byte[] photo) throws IOException {
                if (Pictures.type(photo).isEmpty()) {
                    throw new IOException("neither JPEG nor PNG");
                }
                return super.cutOut(photo);
            }
        })) {
            for (String format : new String[] {"bmp", "tiff", "jpg"}) {
                assertThat(strict.atOnce(FormWriter.form().file("image_file", encoded(format)))
                                .state())
                        .isEqualTo(1);
            }
        }
    }

    private static Bench painting(BorderPainter painter) {
        return new Bench(options -> options, shell -> shell.withPainter(painter));
    }
}
