package dev.backdrop.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.Layout.Box;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Placement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Worked examples, reckoned by hand: where a photo of these sides goes, and where a picture that is to cover a canvas. */
class LayoutTest {

    private static Layout layout(String photo, String canvas, double scale, String anchor) {
        Canvas sides = Canvas.parse(photo);
        Placement placement = new Placement(
                canvas.equals("own") ? null : Canvas.parse(canvas),
                scale,
                Anchor.of(anchor).orElseThrow());
        return Layout.of(sides.width(), sides.height(), placement);
    }

    @ParameterizedTest
    @CsvSource({"1001, 333", "333, 1001", "1, 1", "4096, 1"})
    void withoutAPlacementThePhotoIsTheCanvas(int width, int height) {
        assertThat(Layout.of(width, height, null)).isEqualTo(new Layout(width, height, new Box(0, 0, width, height)));
    }

    @ParameterizedTest(name = "{0} on {1} at {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # photo    | canvas     | scale | anchor       | x      | y      | width | height
            # The canvas is the photo's own: halves are rounded up, an odd rest goes right and down.
            1001x333   | own        | 1     | center       | 0      | 0      | 1001  | 333
            1001x333   | own        | 0.85  | center       | 75     | 25     | 851   | 283
            1001x333   | own        | 0.85  | bottom-right | 150    | 50     | 851   | 283
            333x1001   | own        | 0.85  | center       | 25     | 75     | 283   | 851
            1001x333   | own        | 0.5   | center       | 250    | 83     | 501   | 167
            # It is larger than the photo, which grows until one side fits.
            1001x333   | 2000x2000  | 1     | center       | 0      | 667    | 2000  | 665
            1001x333   | 2000x2000  | 0.85  | center       | 150    | 717    | 1700  | 566
            333x1001   | 2000x2000  | 1     | center       | 667    | 0      | 665   | 2000
            333x1001   | 2000x2000  | 0.85  | bottom       | 717    | 300    | 566   | 1700
            # It is smaller.
            1001x333   | 500x500    | 1     | center       | 0      | 167    | 500   | 166
            333x1001   | 500x500    | 1     | right        | 334    | 0      | 166   | 500
            333x1001   | 500x500    | 0.85  | top-left     | 0      | 0      | 141   | 425
            1001x333   | 333x1001   | 1     | top          | 0      | 0      | 333   | 111
            333x1001   | 1001x333   | 1     | left         | 0      | 0      | 111   | 333
            400x300    | 401x301    | 1     | center       | 0      | 0      | 401   | 301
            # Over 1 it sticks out, and begins left of and above the canvas.
            1001x333   | 1000x1000  | 1.5   | center       | -250   | 250    | 1500  | 499
            333x1001   | 1000x1000  | 2     | center       | 167    | -500   | 665   | 2000
            1001x333   | 1001x333   | 1.25  | center       | -125   | -42    | 1251  | 416
            1001x333   | 1001x333   | 1.25  | bottom-right | -250   | -83    | 1251  | 416
            1001x333   | 1001x333   | 1.25  | top-left     | 0      | 0      | 1251  | 416
            4096x4096  | 10000x5000 | 10    | center       | -20000 | -22500 | 50000 | 50000
            # A side never becomes less than a pixel.
            1x1        | 100x50     | 1     | center       | 25     | 0      | 50    | 50
            4000x1     | 100x100    | 1     | center       | 0      | 49     | 100   | 1
            1x4000     | 100x100    | 1     | bottom-right | 99     | 0      | 1     | 100
            10x10      | 1x1        | 1     | center       | 0      | 0      | 1     | 1
            3000x2000  | 1x7        | 1     | center       | 0      | 3      | 1     | 1
            10x10      | 10x10      | 0.01  | center       | 4      | 4      | 1     | 1
            """)
    void thePhotoIsFittedScaledAndMoved(
            String photo, String canvas, double scale, String anchor, int x, int y, int width, int height) {
        assertThat(layout(photo, canvas, scale, anchor).photo()).isEqualTo(new Box(x, y, width, height));
    }

    @Test
    void theCanvasIsTheOneAskedForAndWithoutOneThePhotos() {
        assertThat(layout("1001x333", "1200x1600", 0.85, "center"))
                .extracting(Layout::width, Layout::height)
                .containsExactly(1200, 1600);
        assertThat(layout("1001x333", "own", 2, "center"))
                .extracting(Layout::width, Layout::height)
                .containsExactly(1001, 333);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # anchor,     1001x333 at 0.85 on 1200x1600 is 1020x339, 333x1001 at 2 on 300x300 is 200x600
            center,       90,  630,     50,  -150
            top,          90,  0,       50,  0
            bottom,       90,  1261,    50,  -300
            left,         0,   630,     0,   -150
            right,        180, 630,     100, -150
            top-left,     0,   0,       0,   0
            top-right,    180, 0,       100, 0
            bottom-left,  0,   1261,    0,   -300
            bottom-right, 180, 1261,    100, -300
            """)
    void everyAnchorMovesASmallPhotoAndHoldsALargeOne(String anchor, int x, int y, int largeX, int largeY) {
        assertThat(layout("1001x333", "1200x1600", 0.85, anchor).photo()).isEqualTo(new Box(x, y, 1020, 339));
        assertThat(layout("333x1001", "300x300", 2, anchor).photo()).isEqualTo(new Box(largeX, largeY, 200, 600));
    }

    @ParameterizedTest
    @EnumSource(Anchor.class)
    void aPhotoThatFillsTheCanvasHasNowhereToGo(Anchor anchor) {
        assertThat(layout("200x100", "1000x500", 1, anchor.word()).photo()).isEqualTo(new Box(0, 0, 1000, 500));
    }

    @ParameterizedTest(name = "{1} over {0}")
    @CsvSource(delimiter = '|', textBlock = """
            # canvas   | picture    | x     | y     | width | height
            # wider than the canvas: cut left and right
            1000x1000  | 2000x1000  | -500  | 0     | 2000  | 1000
            2000x1000  | 999x333    | -500  | 0     | 3000  | 1000
            333x1001   | 1001x333   | -1338 | 0     | 3009  | 1001
            800x600    | 801x600    | -1    | 0     | 801   | 600
            1x1        | 300x200    | -1    | 0     | 2     | 1
            1x100      | 4000x3000  | -66   | 0     | 133   | 100
            3x2        | 10000x1    | -9999 | 0     | 20000 | 2
            # taller: cut above and below
            1000x1000  | 1000x2000  | 0     | -500  | 1000  | 2000
            1001x333   | 333x1001   | 0     | -1338 | 1001  | 3009
            800x600    | 800x601    | 0     | -1    | 800   | 601
            # of the same shape: nothing is cut
            500x500    | 500x500    | 0     | 0     | 500   | 500
            640x480    | 64x48      | 0     | 0     | 640   | 480
            100x100    | 1x1        | 0     | 0     | 100   | 100
            """)
    void aPictureBehindCoversTheCanvasFromItsMiddle(
            String canvas, String picture, int x, int y, int width, int height) {
        Canvas sides = Canvas.parse(picture);

        assertThat(layout("10x10", canvas, 1, "center").cover(sides.width(), sides.height()))
                .isEqualTo(new Box(x, y, width, height));
    }

    @Test
    void noCanvasHasAGapAtItsEdge() {
        for (int side = 1; side <= 60; side++) {
            for (int picture = 1; picture <= 60; picture++) {
                Layout layout = Layout.of(side, 61 - side, null);
                Box box = layout.cover(picture, 61 - picture);

                assertThat(box.x()).isNotPositive();
                assertThat(box.y()).isNotPositive();
                assertThat(box.x() + box.width()).isGreaterThanOrEqualTo(layout.width());
                assertThat(box.y() + box.height()).isGreaterThanOrEqualTo(layout.height());
            }
        }
    }
}
