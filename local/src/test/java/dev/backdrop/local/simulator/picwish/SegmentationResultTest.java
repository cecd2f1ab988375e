package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixels of results: the painter cuts out {@link Subjects#picture()}, whatever the photo. */
class SegmentationResultTest {

    private static final int SUBJECT_X = 15;
    private static final int SUBJECT_Y = 10;

    private final Bench bench = new Bench(options -> options, shell -> shell.withPainter(new Subjects.Painter()));

    @AfterEach
    void close() {
        bench.close();
    }

    private BufferedImage image(FormWriter form) throws IOException {
        return TestPictures.decode(bench.picture(bench.atOnce(form), "image"));
    }

    private static void assertSize(BufferedImage picture, int width, int height) {
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    private static void assertColor(BufferedImage picture, int x, int y, Color expected, int tolerance) {
        Color color = new Color(picture.getRGB(x, y), true);
        assertThat(new int[] {color.getRed(), color.getGreen(), color.getBlue(), color.getAlpha()})
                .as("pixel %d, %d is %s", x, y, color)
                .satisfies(
                        parts -> assertThat(Math.abs(parts[0] - expected.getRed()))
                                .isLessThanOrEqualTo(tolerance),
                        parts -> assertThat(Math.abs(parts[1] - expected.getGreen()))
                                .isLessThanOrEqualTo(tolerance),
                        parts -> assertThat(Math.abs(parts[2] - expected.getBlue()))
                                .isLessThanOrEqualTo(tolerance),
                        parts -> assertThat(parts[3]).isEqualTo(expected.getAlpha()));
    }

    @Test
    void aPngIsSeeThroughWhereTheBackgroundWas() throws IOException {
        byte[] bytes = bench.picture(bench.atOnce(Bench.photo()), "image");
        BufferedImage picture = TestPictures.decode(bytes);

        assertThat(Pictures.type(bytes)).hasValue("image/png");
        assertSize(picture, 40, 30);
        assertThat(picture.getRGB(0, 0) >>> 24).isZero();
        assertColor(picture, SUBJECT_X, SUBJECT_Y, Color.RED, 0);
        assertColor(picture, 13, 13, new Color(255, 0, 0, 128), 1);
    }

    @Test
    void aJpegIsWhiteWhereTheBackgroundWas() throws IOException {
        byte[] bytes = bench.picture(bench.atOnce(Bench.photo().text("format", "jpg")), "image");
        BufferedImage picture = TestPictures.decode(bytes);

        assertThat(Pictures.type(bytes)).hasValue("image/jpeg");
        assertSize(picture, 40, 30);
        assertColor(picture, 1, 1, Color.WHITE, 3);
        assertColor(picture, 38, 28, Color.WHITE, 3);
        assertColor(picture, SUBJECT_X, SUBJECT_Y, Color.RED, 12);
    }

    @ParameterizedTest
    @CsvSource({"81d4fa", "FFFFFF", "000000", "00ff7f"})
    void aJpegCanHaveAColourForABackground(String color) throws IOException {
        BufferedImage picture = image(Bench.photo().text("format", "jpg").text("bg_color", color));

        Color ground = new Color(Integer.parseInt(color, 16));
        assertColor(picture, 1, 1, ground, 4);
        assertColor(picture, 38, 28, ground, 4);
        assertColor(picture, SUBJECT_X, SUBJECT_Y, Color.RED, 12);
    }

    @Test
    void halfAPixelOfTheSubjectLetsHalfOfTheColourThrough() throws IOException {
        BufferedImage picture = image(Bench.photo().file("bg_image_file", plain(8, 8, Color.BLUE)));

        assertColor(picture, 13, 13, new Color(128, 0, 127), 2);
    }

    @Test
    void aPngWithAPictureBehindItIsOpaque() throws IOException {
        byte[] bytes =
                bench.picture(bench.atOnce(Bench.photo().file("bg_image_file", plain(80, 60, Color.GREEN))), "image");
        BufferedImage picture = TestPictures.decode(bytes);

        assertThat(Pictures.type(bytes)).hasValue("image/png");
        assertThat(picture.getColorModel().hasAlpha()).isFalse();
        assertSize(picture, 40, 30);
        assertColor(picture, 0, 0, Color.GREEN, 0);
        assertColor(picture, 39, 29, Color.GREEN, 0);
        assertColor(picture, SUBJECT_X, SUBJECT_Y, Color.RED, 0);
    }

    @ParameterizedTest
    @CsvSource({"160, 30", "320, 60", "80, 15", "1600, 300"})
    void aWidePictureLosesItsSides(int width, int height) throws IOException {
        // A quarter of its width is seen: from three to five eighths, blue on the left and green on the right of the
        // middle.
        BufferedImage picture = image(Bench.photo().file("bg_image_file", stripes(width, height, true)));

        assertSize(picture, 40, 30);
        assertColor(picture, 1, 1, Color.BLUE, 40);
        assertColor(picture, 1, 28, Color.BLUE, 40);
        assertColor(picture, 38, 1, Color.GREEN, 40);
        assertColor(picture, 38, 28, Color.GREEN, 40);
    }

    @ParameterizedTest
    @CsvSource({"40, 120", "80, 240", "20, 60", "400, 1200"})
    void aTallPictureLosesTopAndBottom(int width, int height) throws IOException {
        BufferedImage picture = image(Bench.photo().file("bg_image_file", stripes(width, height, false)));

        assertSize(picture, 40, 30);
        assertColor(picture, 1, 1, Color.BLUE, 40);
        assertColor(picture, 38, 1, Color.BLUE, 40);
        assertColor(picture, 1, 28, Color.GREEN, 40);
        assertColor(picture, 38, 28, Color.GREEN, 40);
    }

    @Test
    void aPictureOfTheSameShapeFillsTheCanvasWithAllOfIt() throws IOException {
        BufferedImage picture = image(Bench.photo().file("bg_image_file", TestPictures.png(400, 300)));

        assertColor(picture, 1, 1, Color.BLUE, 2);
        assertColor(picture, 38, 28, Color.BLUE, 2);
        assertColor(picture, 25, 20, Color.RED, 2);
        assertColor(picture, 32, 15, Color.BLUE, 2);
        assertColor(picture, 28, 15, Color.RED, 2);
    }

    @Test
    void aPictureCanGoBehindAJpegAndComeFromAnAddress() throws IOException {
        try (PhotoHost host = new PhotoHost(plain(100, 100, Color.YELLOW))) {
            byte[] bytes = bench.picture(
                    bench.atOnce(Bench.photo().text("format", "jpg").text("bg_image_url", host.picture())), "image");

            assertThat(Pictures.type(bytes)).hasValue("image/jpeg");
            assertColor(TestPictures.decode(bytes), 1, 1, Color.YELLOW, 4);
            assertColor(TestPictures.decode(bytes), SUBJECT_X, SUBJECT_Y, Color.RED, 12);
        }
    }

    @Test
    void croppingKeepsTheBoxAroundTheSubject() throws IOException {
        BufferedImage picture = image(Bench.photo().text("crop", "1"));

        assertSize(picture, 10, 6);
        assertColor(picture, 0, 0, Color.RED, 0);
        assertColor(picture, 9, 5, Color.RED, 0);
        assertColor(picture, 0, 5, new Color(255, 0, 0, 128), 1);
    }

    @Test
    void aBackgroundFillsTheCroppedCanvas() throws IOException {
        BufferedImage picture = image(Bench.photo().text("crop", "1").file("bg_image_file", plain(50, 50, Color.BLUE)));

        assertSize(picture, 10, 6);
        assertThat(picture.getColorModel().hasAlpha()).isFalse();
        assertColor(picture, 0, 5, new Color(128, 0, 127), 2);
    }

    @Test
    void aMaskIsGreyWithTheSubjectInWhite() throws IOException {
        Bench.Reply reply = bench.atOnce(Bench.photo().text("output_type", "1"));
        byte[] bytes = bench.picture(reply, "mask");
        BufferedImage mask = TestPictures.decode(bytes);

        assertThat(Pictures.type(bytes)).hasValue("image/png");
        assertThat(mask.getRaster().getNumBands()).isEqualTo(1);
        assertSize(mask, 40, 30);
        assertThat(grey(mask, 0, 0)).isZero();
        assertThat(grey(mask, 11, 8)).isZero();
        assertThat(grey(mask, 12, 8)).isEqualTo(255);
        assertThat(grey(mask, 21, 13)).isEqualTo(255);
        assertThat(grey(mask, 13, 13)).isEqualTo(128);
        assertThat(TestPictures.decode(bench.picture(reply, "image")).getWidth())
                .isEqualTo(40);
    }

    private static int grey(BufferedImage mask, int x, int y) {
        return mask.getRaster().getSample(x, y, 0);
    }

    @Test
    void aMaskCanComeAloneAndIsCroppedWithThePicture() throws IOException {
        Bench.Reply reply = bench.atOnce(
                Bench.photo().text("output_type", "3").text("crop", "1").text("format", "jpg"));
        byte[] bytes = bench.picture(reply, "mask");

        assertThat(reply.data().has("image")).isFalse();
        assertThat(Pictures.type(bytes)).hasValue("image/png");
        assertSize(TestPictures.decode(bytes), 10, 6);
    }

    @ParameterizedTest
    @CsvSource({"1, true, true", "2, true, false", "3, false, true"})
    void theOutputTypeSaysWhatComes(String type, boolean image, boolean mask) throws IOException {
        Bench.Reply reply = bench.atOnce(Bench.photo().text("output_type", type));

        assertThat(reply.data().has("image")).isEqualTo(image);
        assertThat(reply.data().has("mask")).isEqualTo(mask);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(1);
    }

    @Test
    void base64IsThePictureItselfAtOnceAndInAQuery() throws IOException {
        byte[] linked = bench.picture(bench.atOnce(Bench.photo()), "image");
        JsonNode atOnce = bench.atOnce(Bench.photo().text("return_type", "2").text("output_type", "1"))
                .data();

        assertThat(Base64.getDecoder().decode(atOnce.get("image").textValue())).isEqualTo(linked);
        assertThat(TestPictures.decode(
                                Base64.getDecoder().decode(atOnce.get("mask").textValue()))
                        .getWidth())
                .isEqualTo(40);
        String id = bench.segmentation(Bench.photo().text("return_type", "2"));
        bench.pass(4);
        assertThat(Base64.getDecoder()
                        .decode(bench.query(id).data().get("image").textValue()))
                .isEqualTo(linked);
    }

    @ParameterizedTest
    @CsvSource({"png, 2, image/png", "jpg, 2, image/jpeg", "jpg, 3, image/png"})
    void binaryIsThePictureAndNothingElse(String format, String output, String type) throws IOException {
        FormWriter form = Bench.photo()
                .text("sync", "1")
                .text("return_type", "3")
                .text("format", format)
                .text("output_type", output);

        HttpResponse<byte[]> answer =
                bench.send(bench.request(Bench.SEGMENTATION, FormWriter.CONTENT_TYPE, form.bytes()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(Pictures.type(answer.body())).hasValue(type);
        assertSize(TestPictures.decode(answer.body()), 40, 30);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(1);
    }

    private static byte[] plain(int width, int height, Color color) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(color);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return Pictures.png(picture);
    }

    /** Red, blue, green, red: the outer quarters are cut off if the middle of the picture is what fills the canvas. */
    private static byte[] stripes(int width, int height, boolean upright) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        Color[] colors = {Color.RED, Color.BLUE, Color.GREEN, Color.RED};
        for (int stripe = 0; stripe < 4; stripe++) {
            canvas.setColor(colors[stripe]);
            if (upright) {
                canvas.fillRect(width * stripe / 4, 0, width / 4, height);
            } else {
                canvas.fillRect(0, height * stripe / 4, width, height / 4);
            }
        }
        canvas.dispose();
        return Pictures.png(picture);
    }
}
