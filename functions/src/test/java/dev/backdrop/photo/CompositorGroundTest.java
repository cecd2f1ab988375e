package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.decoded;
import static dev.backdrop.photo.Pictures.distance;
import static dev.backdrop.photo.Pictures.quarter;
import static dev.backdrop.photo.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.FinishResult.BadGround;
import dev.backdrop.photo.FinishResult.Finished;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Rgb;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositorGroundTest {

    private static final Output PNG = new Output(OutputFormat.PNG, null);

    /** Hardly there, so that the ground is seen as it is but for a rounding. */
    private static final IntBinaryOperator FAINT = (x, y) -> x + y == 0 ? 0x01808080 : 0;

    private static BufferedImage composed(byte[] cutOut, Ground ground, int width, int height, Placement placement) {
        FinishResult result =
                new Compositor().compose(cutOut, ground, width, height, placement, PNG, FinishCaps.DEFAULT);
        assertThat(result).isInstanceOf(Finished.class);
        return decoded(((Finished) result).bytes());
    }

    /** The ground alone, on a canvas of that size. */
    private static BufferedImage covered(BufferedImage ground, int width, int height) {
        byte[] cutOut = CutOuts.png(width, height, FAINT);
        return composed(cutOut, new Ground.Picture(written(ground, "png")), width, height, null);
    }

    /** Red, green, blue from left to right. */
    private static BufferedImage thirds(int width, int height) {
        int[] colors = {0xFF0000, 0x00FF00, 0x0000FF};
        return opaque(width, height, (x, y) -> colors[x * 3 / width]);
    }

    private static BufferedImage opaque(int width, int height, IntBinaryOperator rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        return image;
    }

    @Test
    void aGroundOfTheCanvassSizeStaysPixelForPixel() {
        BufferedImage ground = Pictures.grainy(90, 70);
        BufferedImage image = covered(ground, 90, 70);
        for (int i = 1; i < 90 * 70; i++) {
            assertThat(image.getRGB(i % 90, i / 90)).isEqualTo(ground.getRGB(i % 90, i / 90));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "300, 100, 100, 100",
        // Shrunk to 400x100.
        "4000, 1000, 100, 100",
        // Drawn 8000 wide, 3700 outside on each side.
        "30, 5, 600, 1333"
    })
    void ofAWideGroundTheMiddleIsSeen(int width, int height, int canvasWidth, int canvasHeight) {
        BufferedImage image = covered(thirds(width, height), canvasWidth, canvasHeight);
        assertThat(image.getWidth()).isEqualTo(canvasWidth);
        for (int x = 1; x < canvasWidth; x++) {
            assertThat(new Color(image.getRGB(x, canvasHeight / 2)))
                    .as("at " + x)
                    .isEqualTo(Color.GREEN);
        }
    }

    @Test
    void ofATallGroundTheMiddleIsSeen() {
        // Bands of 40 rows; rows 80 to 119 of 200 are seen.
        BufferedImage image = covered(opaque(40, 200, (x, y) -> y / 40 * 0x000020), 40, 40);
        assertThat(image.getRGB(20, 0)).isEqualTo(0xFF000040);
        assertThat(image.getRGB(20, 39)).isEqualTo(0xFF000040);
    }

    @Test
    void ofAnOddSurplusOneMoreIsCutOnTheLeft() {
        BufferedImage image = covered(opaque(15, 10, (x, y) -> x), 10, 10);
        assertThat(image.getRGB(9, 9) & 0xFF).isEqualTo(12);
        assertThat(image.getRGB(1, 9) & 0xFF).isEqualTo(4);
    }

    @Test
    void aTinyGroundIsEnlargedSmoothly() {
        BufferedImage image = covered(opaque(2, 1, (x, y) -> x * 0xFFFFFF), 400, 200);
        for (int x = 2; x < 400; x++) {
            int step = (image.getRGB(x, 100) & 0xFF) - (image.getRGB(x - 1, 100) & 0xFF);
            assertThat(step).as("at " + x).isBetween(0, 3);
        }
        assertThat(image.getRGB(60, 100) & 0xFF).isZero();
        assertThat(image.getRGB(340, 100) & 0xFF).isEqualTo(255);
        BufferedImage plain = covered(opaque(1, 1, (x, y) -> 0x123456), 500, 300);
        assertThat(plain.getRGB(499, 299)).isEqualTo(0xFF123456);
    }

    @Test
    void aGroundIsSeenOnWhite() {
        BufferedImage image = covered(CutOuts.image(10, 10, (x, y) -> x < 5 ? 0x40000000 : 0), 10, 10);
        assertThat(new Color(image.getRGB(2, 5))).isEqualTo(new Color(191, 191, 191));
        assertThat(new Color(image.getRGB(7, 5))).isEqualTo(Color.WHITE);
    }

    @Test
    void aTurnedGroundIsMadeUpright() {
        byte[] jpeg = written(Pictures.quarters(80, 120), "jpeg");
        byte[] turned = Splice.jpegWith(jpeg, Splice.exifSegment(6));
        byte[] cutOut = CutOuts.png(120, 80, FAINT);
        BufferedImage image = composed(cutOut, new Ground.Picture(turned), 120, 80, null);
        assertThat(distance(quarter(image, 0), Pictures.BLUE)).isLessThan(12);
        assertThat(distance(quarter(image, 1), Color.RED)).isLessThan(12);
        assertThat(distance(quarter(image, 2), Color.WHITE)).isLessThan(12);
        assertThat(distance(quarter(image, 3), Pictures.GREEN)).isLessThan(12);
    }

    @Test
    void theGroundFillsTheCanvasAndTheCutOutItsPlace() {
        Placement placement = new Placement(new Canvas(120, 60), 0.5, Anchor.BOTTOM_LEFT);
        Ground ground = new Ground.Picture(written(thirds(120, 60), "png"));
        BufferedImage image = composed(CutOuts.tinted(40, 40), ground, 40, 40, placement);
        assertThat(image.getRGB(0, 30)).isEqualTo(0xFFFF0000);
        assertThat(image.getRGB(45, 59)).isEqualTo(0xFF00FF00);
        assertThat(image.getRGB(119, 0)).isEqualTo(0xFF0000FF);
        BufferedImage right =
                composed(CutOuts.tinted(40, 40), ground, 40, 40, new Placement(new Canvas(120, 60), 0.5, Anchor.RIGHT));
        // Red, half seen through, over blue.
        assertThat(right.getRGB(90, 15)).isEqualTo(0xFF80007F);
        assertThat(right.getRGB(119, 44)).isEqualTo(0xFF80007F);
        assertThat(right.getRGB(89, 15)).isEqualTo(0xFF0000FF);
    }

    @ParameterizedTest
    @CsvSource({
        // Subject, what is hidden in the pixels that can't be seen, ground.
        "ffffff, 000000, 000000",
        "c8c8c8, 000000, 646464",
        "646464, ffffff, c8c8c8",
        "ff0000, 00ff00, 0000ff"
    })
    void noEdgeIsDarkerOrLighterThanWhatMeetsThere(String subject, String unseen, String ground) {
        Color top = new Color(Integer.parseInt(subject, 16));
        Color below = new Color(Integer.parseInt(ground, 16));
        byte[] cutOut = CutOuts.softDisc(60, top, new Color(Integer.parseInt(unseen, 16)));
        Ground flat = new Ground.Flat(new Rgb(below.getRed(), below.getGreen(), below.getBlue()));
        for (double scale : new double[] {0.11, 0.5, 1, 1.7, 4.3}) {
            Placement placement = new Placement(new Canvas(90, 90), scale, Anchor.CENTER);
            BufferedImage image = composed(cutOut, flat, 60, 60, placement);
            for (int i = 0; i < 90 * 90; i++) {
                Color seen = new Color(image.getRGB(i % 90, i / 90));
                assertBetween(seen.getRed(), top.getRed(), below.getRed());
                assertBetween(seen.getGreen(), top.getGreen(), below.getGreen());
                assertBetween(seen.getBlue(), top.getBlue(), below.getBlue());
            }
            assertThat(new Color(image.getRGB(45, 45))).isEqualTo(top);
        }
    }

    private static void assertBetween(int level, int one, int other) {
        assertThat(level).isBetween(Math.min(one, other), Math.max(one, other));
    }

    @Test
    void aSoftEdgeGetsDarkerStepByStepAndNeverLighter() {
        byte[] cutOut = CutOuts.softDisc(60, Color.WHITE, Color.BLACK);
        Placement placement = new Placement(new Canvas(200, 200), 1, Anchor.CENTER);
        BufferedImage image = composed(cutOut, new Ground.Flat(new Rgb(0, 0, 0)), 60, 60, placement);
        for (int x = 101; x < 200; x++) {
            assertThat(image.getRGB(x, 100) & 0xFF).as("at " + x).isLessThanOrEqualTo(image.getRGB(x - 1, 100) & 0xFF);
        }
        assertThat(image.getRGB(199, 100) & 0xFF).isZero();
    }

    @Test
    void aGroundThatCanNotBeUsedIsNotTheResultsFault() {
        FinishCaps caps = new FinishCaps(1 << 20, 1_000_000);
        byte[] jpeg = written(Pictures.grainy(60, 40), "jpeg");
        assertBad(Arrays.copyOf(jpeg, jpeg.length / 2), caps, "truncated: this JPEG ends before its picture does");
        assertBad(Splice.ascii("<!DOCTYPE html><html></html>"), caps, "an HTML page");
        assertBad(new byte[0], caps, "empty");
        assertBad(new byte[(1 << 20) + 1], caps, "over 1 MB");
        assertBad(
                Splice.png(2000, 2000, 8, 2, false, new byte[10]),
                caps,
                "too large: 2000 x 2000 pixels, 4 megapixels of at most 1");
    }

    private static void assertBad(byte[] ground, FinishCaps caps, String reason) {
        FinishResult result =
                new Compositor().compose(CutOuts.tinted(20, 20), new Ground.Picture(ground), 20, 20, null, PNG, caps);
        assertThat(result).isEqualTo(new BadGround(reason));
    }
}
