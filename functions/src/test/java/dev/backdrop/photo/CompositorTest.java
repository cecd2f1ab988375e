package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.decoded;
import static dev.backdrop.photo.Pictures.quarter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.photo.FinishResult.Finished;
import dev.backdrop.photo.FinishResult.NotAPicture;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Rgb;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositorTest {

    private static final Output PNG = new Output(OutputFormat.PNG, null);
    private static final Output JPEG = new Output(OutputFormat.JPEG, null);
    private static final Ground BLACK = new Ground.Flat(new Rgb(0, 0, 0));
    private static final Ground NOTHING = new Ground.None();

    private static FinishResult compose(byte[] cutOut, Ground ground, int width, int height) {
        return new Compositor().compose(cutOut, ground, width, height, null, PNG, FinishCaps.DEFAULT);
    }

    private static BufferedImage seen(
            byte[] cutOut, Ground ground, int width, int height, Placement placement, Output output) {
        FinishResult result =
                new Compositor().compose(cutOut, ground, width, height, placement, output, FinishCaps.DEFAULT);
        assertThat(result).isInstanceOf(Finished.class);
        BufferedImage image = decoded(((Finished) result).bytes());
        assertThat(image.getWidth()).isEqualTo(((Finished) result).width());
        assertThat(image.getHeight()).isEqualTo(((Finished) result).height());
        return image;
    }

    private static Placement placement(String canvas, double scale, Anchor anchor) {
        return new Placement(canvas == null ? null : Canvas.parse(canvas), scale, anchor);
    }

    /** Where anything but black is. */
    private static Rectangle drawn(BufferedImage image) {
        Rectangle drawn = new Rectangle(-1, -1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) != 0) {
                    drawn.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return drawn;
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 51", "127, 125", "128, 125", "254, 199", "255, 200"})
    void aPixelIsMixedWithTheGroundByItsAlpha(int alpha, int level) {
        byte[] cutOut = CutOuts.png(2, 2, (x, y) -> x == 0 ? 0xC8C8C8 | alpha << 24 : y * 0xFF000000);
        BufferedImage image = seen(cutOut, new Ground.Flat(new Rgb(50, 50, 50)), 2, 2, null, PNG);
        assertThat(new Color(image.getRGB(0, 1))).isEqualTo(new Color(level, level, level));
    }

    @Test
    void eachChannelIsMixedWithItsOwn() {
        byte[] cutOut = CutOuts.png(1, 2, (x, y) -> 0x66FF8000);
        BufferedImage image = seen(cutOut, new Ground.Flat(new Rgb(10, 20, 250)), 1, 2, null, PNG);
        // Alpha 102 is two fifths.
        assertThat(new Color(image.getRGB(0, 0))).isEqualTo(new Color(108, 63, 150));
    }

    @ParameterizedTest
    @CsvSource({
        // At scale 1, 425 of 500 pixels.
        "1001, 333, 500x500, 0.85, BOTTOM,        37, 359, 425, 141",
        "333, 1001, 500x500, 0.85, BOTTOM,       179,  75, 141, 425",
        "1001, 333,        , 0.85, CENTER,        75,  25, 851, 283",
        "333, 1001,        , 0.85, RIGHT,         50,  75, 283, 851",
        "400, 300, 40x40,    1,    CENTER,         0,   5,  40,  30",
        "40, 30,   400x400,  0.85, CENTER,        30,  72, 340, 255",
        "100, 50,  200x200,  0.5,  CENTER,        50,  75, 100,  50",
        "100, 50,  200x200,  0.5,  TOP,           50,   0, 100,  50",
        "100, 50,  200x200,  0.5,  BOTTOM,        50, 150, 100,  50",
        "100, 50,  200x200,  0.5,  LEFT,           0,  75, 100,  50",
        "100, 50,  200x200,  0.5,  RIGHT,        100,  75, 100,  50",
        "100, 50,  200x200,  0.5,  TOP_LEFT,       0,   0, 100,  50",
        "100, 50,  200x200,  0.5,  TOP_RIGHT,    100,   0, 100,  50",
        "100, 50,  200x200,  0.5,  BOTTOM_LEFT,    0, 150, 100,  50",
        "100, 50,  200x200,  0.5,  BOTTOM_RIGHT, 100, 150, 100,  50",
        // Three times as large as the canvas is wide.
        "100, 60,  100x300,  3,    CENTER,         0,  60, 100, 180",
        "100, 60,  100x300,  3,    BOTTOM,         0, 120, 100, 180",
        "100, 60,         ,  3,    TOP,            0,   0, 100,  60",
        // As small as it gets.
        "10, 10,   20x20,    0.01, BOTTOM_RIGHT,  19,  19,   1,   1"
    })
    void theCutOutGoesWhereThePhotoWasToGo(
            int width,
            int height,
            String canvas,
            double scale,
            Anchor anchor,
            int x,
            int y,
            int drawnWidth,
            int drawnHeight) {
        Placement placement = placement(canvas, scale, anchor);
        BufferedImage image = seen(CutOuts.tinted(width, height), BLACK, width, height, placement, PNG);
        Canvas size = canvas == null ? new Canvas(width, height) : Canvas.parse(canvas);
        assertThat(image.getWidth()).isEqualTo(size.width());
        assertThat(image.getHeight()).isEqualTo(size.height());
        assertThat(drawn(image)).isEqualTo(new Rectangle(x, y, drawnWidth, drawnHeight));
        assertThat(new Color(image.getRGB(x, y))).isEqualTo(new Color(128, 0, 0));
    }

    @Test
    void atThreeTimesItsSizeTheMiddleIsSeen() {
        BufferedImage image = seen(CutOuts.quarters(100, 60), BLACK, 100, 60, placement(null, 3, Anchor.CENTER), PNG);
        assertThat(quarter(image, 0)).isEqualTo(Color.RED);
        assertThat(quarter(image, 1)).isEqualTo(Pictures.GREEN);
        assertThat(quarter(image, 2)).isEqualTo(Pictures.BLUE);
        assertThat(quarter(image, 3)).isEqualTo(Color.WHITE);
        // The seam, at column 50 of 100, comes to lie at 3 * 50 - 100; the filter reaches two pixels of the photo over
        // it.
        assertThat(new Color(image.getRGB(43, 5))).isEqualTo(Color.RED);
        assertThat(new Color(image.getRGB(56, 5))).isEqualTo(Pictures.GREEN);
    }

    @ParameterizedTest
    @CsvSource({"TOP_LEFT, 20, ff0000", "TOP_RIGHT, 79, 00c800", "BOTTOM_LEFT, 20, 0000dc", "BOTTOM_RIGHT, 79, ffffff"})
    void aLargerOneSticksToItsAnchor(Anchor anchor, int x, String color) {
        BufferedImage image = seen(CutOuts.quarters(100, 60), BLACK, 100, 60, placement(null, 3, anchor), PNG);
        int quarterOfPhoto = Integer.parseInt(color, 16) | 0xFF000000;
        assertThat(image.getRGB(x, 30)).isEqualTo(quarterOfPhoto);
        assertThat(image.getRGB(99 - x, 30)).isEqualTo(quarterOfPhoto);
    }

    @Test
    void aSmallerCutOutIsNotEnlargedToThePhotosSize() {
        BufferedImage image = seen(CutOuts.quarters(200, 150), BLACK, 4001, 3001, null, PNG);
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(150);
        assertThat(image.getRGB(99, 0)).isEqualTo(Color.RED.getRGB());
        assertThat(image.getRGB(100, 0)).isEqualTo(Pictures.GREEN.getRGB());
    }

    @Test
    void aLargerCutOutIsBroughtToThePhotosSize() {
        BufferedImage image = seen(CutOuts.quarters(800, 600), BLACK, 400, 300, null, PNG);
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(quarter(image, 1)).isEqualTo(Pictures.GREEN);
    }

    @Test
    void aPlacedCutOutHasThePhotosSizeAtAnyOfItsOwn() {
        Placement half = placement(null, 0.5, Anchor.CENTER);
        for (byte[] cutOut : new byte[][] {CutOuts.tinted(100, 75), CutOuts.tinted(800, 600)}) {
            BufferedImage image = seen(cutOut, BLACK, 400, 300, half, PNG);
            assertThat(image.getWidth()).isEqualTo(400);
            assertThat(drawn(image)).isEqualTo(new Rectangle(100, 75, 200, 150));
        }
    }

    @Test
    void aCroppedCutOutKeepsItsSize() {
        BufferedImage image = seen(CutOuts.tinted(123, 45), BLACK, 400, 300, null, PNG);
        assertThat(drawn(image)).isEqualTo(new Rectangle(0, 0, 123, 45));
        assertThat(image.getWidth()).isEqualTo(123);
        assertThat(image.getHeight()).isEqualTo(45);
    }

    @Test
    void aCroppedCutOutIsPlacedInItsOwnShape() {
        Placement half = placement("200x200", 0.5, Anchor.CENTER);
        BufferedImage image = seen(CutOuts.tinted(123, 45), BLACK, 400, 300, half, PNG);
        assertThat(drawn(image)).isEqualTo(new Rectangle(50, 81, 100, 37));
    }

    @ParameterizedTest
    @CsvSource({
        // Half of 2000x1000 stands 250 above the edge, in a tenth of the size.
        "400, 200, 2000x1000, 0.5,  CENTER,       200, 200, 100, 50, 25, 100, 50",
        "333, 1001, 500x500,  0.85, BOTTOM,       77,   77,  77, 28, 12,  21, 65",
        "1001, 333, 500x500,  0.85, BOTTOM_RIGHT, 77,   77,  77, 12, 55,  65, 22",
        "10, 10,    500x500,  0.01, BOTTOM_RIGHT, 20,   20,  20, 19, 19,   1,  1",
        "100, 60,   ,         3,    CENTER,       50,   50,  30,  0,  0,  50, 30",
        "100, 60,   ,         1,    CENTER,       500, 100,  60,  0,  0, 100, 60"
    })
    void theCanvasIsBroughtWithinTheSidePromised(
            int width,
            int height,
            String canvas,
            double scale,
            Anchor anchor,
            int maxSide,
            int canvasWidth,
            int canvasHeight,
            int x,
            int y,
            int drawnWidth,
            int drawnHeight) {
        Output output = new Output(OutputFormat.PNG, maxSide);
        BufferedImage image =
                seen(CutOuts.tinted(width, height), BLACK, width, height, placement(canvas, scale, anchor), output);
        assertThat(image.getWidth()).isEqualTo(canvasWidth);
        assertThat(image.getHeight()).isEqualTo(canvasHeight);
        assertThat(drawn(image)).isEqualTo(new Rectangle(x, y, drawnWidth, drawnHeight));
    }

    @Test
    void aCanvasTooLongForAJpegIsShrunkToWhatFits() {
        BufferedImage image = seen(CutOuts.tinted(65_535, 3), BLACK, 65_535, 3, null, JPEG);
        assertThat(image.getWidth()).isEqualTo(65_500);
    }

    @Test
    void onNothingTheAlphaStays() {
        byte[] cutOut = CutOuts.tinted(20, 10);
        BufferedImage image = seen(cutOut, NOTHING, 20, 10, placement("40x40", 0.5, Anchor.BOTTOM), PNG);
        assertThat(image.getRGB(10, 30)).isEqualTo(0x80FF0000);
        assertThat(image.getRGB(29, 39)).isEqualTo(0x80FF0000);
        assertThat(image.getRGB(9, 30) >>> 24).isZero();
        assertThat(image.getRGB(10, 29) >>> 24).isZero();
    }

    @Test
    void onNothingACutOutThatIsFineStaysAsItArrived() {
        byte[] cutOut = CutOuts.tinted(20, 10);
        assertThat(compose(cutOut, NOTHING, 20, 10)).isEqualTo(new Finished(cutOut, PhotoFormat.PNG, 20, 10, false));
        assertThat(((Finished) compose(cutOut, NOTHING, 10, 5)).reencoded()).isTrue();
    }

    @Test
    void onNothingAJpegIsWhite() {
        byte[] cutOut = CutOuts.png(40, 40, (x, y) -> x < 20 ? 0xFF204080 : 0);
        FinishResult result = new Compositor().compose(cutOut, NOTHING, 40, 40, null, JPEG, FinishCaps.DEFAULT);
        assertThat(((Finished) result).format()).isEqualTo(PhotoFormat.JPEG);
        BufferedImage image = decoded(((Finished) result).bytes());
        assertThat(Pictures.distance(new Color(image.getRGB(35, 20)), Color.WHITE))
                .isLessThan(4);
        assertThat(Pictures.distance(new Color(image.getRGB(5, 20)), new Color(0x204080)))
                .isLessThan(6);
    }

    @Test
    void aColourIsPutBehindAJpegToo() {
        Ground ground = new Ground.Flat(new Rgb(10, 120, 60));
        BufferedImage image = seen(CutOuts.png(40, 40, (x, y) -> x < 20 ? -1 : 0), ground, 40, 40, null, JPEG);
        assertThat(Pictures.distance(new Color(image.getRGB(35, 20)), new Color(10, 120, 60)))
                .isLessThan(6);
    }

    @Test
    void aCutOutMayBeOfAnyFormatThatHasAlpha() {
        BufferedImage image = seen(Pictures.file("alpha-lossless.webp"), BLACK, 64, 48, null, PNG);
        assertThat(image.getRGB(5, 5)).isEqualTo(Color.BLACK.getRGB());
    }

    @Test
    void whereNothingWasCutAwayTheResultIsRefused() {
        NotAPicture opaque = new NotAPicture("opaque: nothing was cut away");
        byte[] jpeg = Pictures.written(Pictures.grainy(40, 30), "jpeg");
        byte[] solid = Pictures.written(CutOuts.image(40, 30, (x, y) -> 0xFF000000 | x), "png");
        for (Ground ground : new Ground[] {BLACK, NOTHING}) {
            assertThat(compose(jpeg, ground, 40, 30)).isEqualTo(opaque);
            assertThat(compose(solid, ground, 40, 30)).isEqualTo(opaque);
        }
    }

    @Test
    void whereNoSubjectIsLeftTheResultIsRefused() {
        byte[] empty = CutOuts.png(40, 30, (x, y) -> 0xFFFFFF);
        assertThat(compose(empty, BLACK, 40, 30)).isEqualTo(new NotAPicture("empty: no subject was left"));
    }

    @Test
    void whatIsNoPictureIsNamed() {
        byte[] png = CutOuts.softDisc(40, Color.RED, Color.BLUE);
        assertThat(compose(Arrays.copyOf(png, png.length / 2), BLACK, 40, 40))
                .isEqualTo(new NotAPicture("truncated: this PNG ends before its picture does"));
        assertThat(compose(Splice.ascii("<!DOCTYPE html><html></html>"), BLACK, 40, 40))
                .isEqualTo(new NotAPicture("an HTML page"));
    }

    @Test
    void whatIsTooLargeIsNotDecoded() {
        FinishCaps caps = new FinishCaps(2 << 20, 1_000_000);
        byte[] wide = Splice.png(2000, 2000, 8, 6, false, new byte[10]);
        assertThat(new Compositor().compose(wide, BLACK, 20, 20, null, PNG, caps))
                .isEqualTo(new NotAPicture("too large: 2000 x 2000 pixels, 4 megapixels of at most 1"));
        byte[] heavy = new byte[(2 << 20) + 1];
        assertThat(new Compositor().compose(heavy, BLACK, 20, 20, null, PNG, caps))
                .isEqualTo(new NotAPicture("over 2 MB"));
    }

    @Test
    void aPhotoHasPixels() {
        assertThatThrownBy(() -> compose(CutOuts.tinted(4, 4), BLACK, 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x4");
    }
}
