package dev.backdrop.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.Layout.Box;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalerTest {

    /** Grey levels in one row. */
    private static Bitmap row(int... levels) {
        Bitmap bitmap = Bitmap.blank(levels.length, 1, 3);
        for (int i = 0; i < bitmap.data().length; i++) {
            bitmap.data()[i] = (byte) levels[i / 3];
        }
        return bitmap;
    }

    private static int[] levels(Bitmap row) {
        int[] levels = new int[row.width()];
        Arrays.setAll(levels, x -> row.data()[x * row.channels() + row.channels() - 1] & 0xFF);
        return levels;
    }

    private static Bitmap drawn(Bitmap from, int width, int height) {
        return Scaler.visible(from, new Box(0, 0, width, height), width, height);
    }

    @Test
    void enlargingInterpolatesBetweenPixelCentres() {
        // Catmull-Rom at a quarter and three quarters of a pixel: 0.867, 0.227, -0.070, -0.023; edges go on outwards.
        assertThat(levels(drawn(row(0, 100), 4, 1))).containsExactly(0, 20, 80, 107);
        assertThat(levels(drawn(row(50), 7, 3))).containsOnly(50);
    }

    @Test
    void enlargingByAWholeFactorKeepsThePixelsInTheMiddleOfTheirBlocks() {
        int[] levels = levels(drawn(row(10, 10, 200, 30, 30), 15, 1));
        assertThat(levels[4]).isEqualTo(10);
        assertThat(levels[7]).isEqualTo(200);
        assertThat(levels[10]).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"100, 76", "50, 38", "33, 25", "11, 8", "333, 254", "1000, 762", "20, 300", "300, 20"})
    void aPartIsWhatTheWholeShowsThere(int width, int height) {
        Bitmap from = Bitmap.of(Pictures.grainy(100, 76));
        Bitmap whole = drawn(from, width, height);
        int left = width / 3;
        int top = height / 4;
        Bitmap part = Scaler.visible(from, new Box(-left, -top, width, height), width / 4, height / 5);
        assertThat(part.width()).isEqualTo(width / 4);
        assertThat(part.height()).isEqualTo(height / 5);
        Bitmap same = Scaler.visible(whole, new Box(-left, -top, width, height), width / 4, height / 5);
        assertThat(part).isEqualTo(same);
    }

    @Test
    void whatFitsOnTheCanvasIsSeenWhole() {
        Bitmap from = Bitmap.of(Pictures.grainy(40, 30));
        assertThat(Scaler.visible(from, new Box(5, 6, 40, 30), 60, 60)).isSameAs(from);
        assertThat(Scaler.visible(from, new Box(50, 6, 40, 30), 60, 60).width()).isEqualTo(10);
    }

    @Test
    void enlargingLeavesNoFringeOfWhatCanNotBeSeen() {
        Bitmap from = Bitmap.blank(2, 1, 4);
        from.data()[0] = (byte) 255;
        Arrays.fill(from.data(), 1, 4, (byte) 180);
        Bitmap large = drawn(from, 64, 1);
        int seen = 0;
        for (int i = 0; i < large.data().length; i += 4) {
            if (large.data()[i] != 0) {
                seen++;
                assertThat(large.data()[i + 1] & 0xFF).as("at " + i / 4).isEqualTo(180);
            }
        }
        assertThat(seen).isBetween(32, 50);
    }

    @ParameterizedTest
    @CsvSource({
        // Up to 40 megapixels all are read.
        "8000, 5000, 80, 50, 1",
        "8000, 6000, 80, 60, 50",
        "8000, 6000, 800, 600, 5",
        "8000, 6000, 2001, 1501, 1",
        "8000, 6000, 80000, 60000, 1",
        "60000, 1000, 600, 1000, 1"
    })
    void onlyLargePicturesThatGetMuchSmallerAreReadInPart(int width, int height, int toWidth, int toHeight, int step) {
        assertThat(Scaler.step(width, height, toWidth, toHeight)).isEqualTo(step);
    }
}
