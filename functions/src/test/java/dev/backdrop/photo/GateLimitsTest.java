package dev.backdrop.photo;

import static dev.backdrop.photo.GateFixture.passed;
import static dev.backdrop.photo.GateFixture.rejected;
import static dev.backdrop.photo.Pictures.disc;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.GatePolicy.Oversize;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Caps of ours and limits of vendors. */
class GateLimitsTest {

    private static final GatePolicy REJECT = new GatePolicy(64 << 20, 100_000_000, 16, Oversize.REJECT);
    private static final byte[] JPEG = JpegWriter.write(Bitmap.of(grainy(600, 400)), 0.95f);
    private static final byte[] PNG = written(grainy(300, 200), "png");

    private static PhotoLimits limits(long maxBytes, int maxSide) {
        return new PhotoLimits(maxBytes, maxSide, Set.of(PhotoFormat.JPEG, PhotoFormat.PNG));
    }

    @Test
    void aPhotoBeyondTheVendorsSideIsShrunk() {
        GatedPhoto photo = passed(JPEG, limits(1 << 20, 300));
        assertThat(photo.width()).isEqualTo(300);
        assertThat(photo.height()).isEqualTo(200);
        assertThat(photo.changes()).containsExactly("shrunk from 600 x 400 to 300 x 200 pixels");
    }

    @Test
    void aShrunkPngStaysPng() {
        assertThat(passed(PNG, limits(1 << 20, 100)).format()).isEqualTo(PhotoFormat.PNG);
    }

    @Test
    void aPhotoBeyondTheVendorsBytesLosesQualityFirst() {
        GatedPhoto photo = passed(JPEG, limits(JPEG.length * 8L / 10, 10_000));
        assertThat((long) photo.bytes().length).isLessThanOrEqualTo(JPEG.length * 8L / 10);
        assertThat(photo.width()).isEqualTo(600);
        assertThat(photo.changes()).singleElement().asString().startsWith("saved at quality");
    }

    @Test
    void thenItLosesPixels() {
        GatedPhoto photo = passed(JPEG, limits(10_000, 10_000));
        assertThat(photo.bytes()).hasSizeLessThanOrEqualTo(10_000);
        assertThat(photo.width()).isBetween(100, 599);
        assertThat(photo.changes())
                .singleElement()
                .asString()
                .startsWith("shrunk from 600 x 400")
                .endsWith("10000 bytes");
    }

    @Test
    void aPngTooManyBytesBecomesJpeg() {
        GatedPhoto photo = passed(PNG, limits(PNG.length / 2, 10_000));
        assertThat(photo.format()).isEqualTo(PhotoFormat.JPEG);
        assertThat(photo.width()).isEqualTo(300);
    }

    @Test
    void aTransparentPngTooManyBytesIsShrunkAndStaysTransparent() {
        byte[] png = written(disc(400), "png");
        GatedPhoto photo = passed(png, limits(png.length / 3, 10_000));
        assertThat(photo.format()).isEqualTo(PhotoFormat.PNG);
        assertThat(Pictures.decoded(photo.bytes()).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void whatCannotBeMadeSmallEnoughIsRejected() {
        GateResult result = new Gate().check(JPEG, limits(200, 10_000), GatePolicy.DEFAULT);
        assertThat(result).isInstanceOf(GateResult.Rejected.class);
        assertThat(((GateResult.Rejected) result).message()).contains("at most 200 bytes");
    }

    @Test
    void largePhotosAreRejectedWhereThatIsThePolicy() {
        GateResult side = new Gate().check(JPEG, limits(1 << 20, 300), REJECT);
        assertThat(side)
                .isEqualTo(new GateResult.Rejected(
                        "The file is too large: 600 x 400 pixels. No side may be longer than 300 pixels; shrink it."));
        GateResult bytes = new Gate().check(JPEG, limits(5_000, 1000), REJECT);
        assertThat(((GateResult.Rejected) bytes).message()).contains("at most 5000 bytes");
    }

    @Test
    void aFileBeyondOurOwnCapIsRejectedBeforeItIsLookedAt() {
        GatePolicy small = new GatePolicy(1000, 100_000_000, 16, Oversize.SHRINK);
        assertThat(rejected(new byte[1001], small)).contains("1001 bytes of at most 1000 bytes");
    }

    @Test
    void aPhotoThatIsTooSmallIsRejected() {
        assertThat(rejected(written(grainy(15, 200), "png")))
                .isEqualTo("The file is too small: 15 x 200 pixels. Each side must have at least 16 pixels.");
    }

    @Test
    void claimsOfHugeSizesAreRejectedWithoutDecoding() {
        byte[] png = Splice.png(50_000, 50_000, 8, 2, false, new byte[100]);
        assertThat(rejected(png)).contains("50000 x 50000", "2500 megapixels of at most 100");
        byte[] jpeg = JPEG.clone();
        int frame = frame(jpeg);
        jpeg[frame + 5] = jpeg[frame + 7] = (byte) 0xC3;
        jpeg[frame + 6] = jpeg[frame + 8] = 0x50;
        assertThat(rejected(jpeg)).contains("50000 x 50000");
        byte[] bmp = written(grainy(20, 20), "bmp");
        bmp[18] = bmp[22] = 0x50;
        bmp[19] = bmp[23] = (byte) 0xC3;
        assertThat(rejected(bmp)).contains("truncated");
        byte[] gif = written(grainy(20, 20), "gif");
        gif[6] = gif[8] = 0x50;
        gif[7] = gif[9] = (byte) 0xC3;
        assertThat(rejected(gif)).contains("50000 x 50000");
        byte[] tiff = Splice.tiff(new byte[300], 50_000, 50_000, 1, new byte[0]);
        assertThat(rejected(tiff)).contains("50000 x 50000");
    }

    @Test
    void sidesBeyondAnyPhotosAreRejected() {
        assertThat(rejected(Splice.png(Integer.MAX_VALUE, 20, 8, 2, false, new byte[100])))
                .contains("No side may be longer than 65535");
        assertThat(rejected(Splice.png(-1, -1, 8, 2, false, new byte[100]))).contains("2147483647");
    }

    private static int frame(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xC0) {
            at += 2 + (jpeg[at + 2] & 0xFF) * 256 + (jpeg[at + 3] & 0xFF);
        }
        return at;
    }

    @Test
    void aPngThatUnpacksToMoreThanItsPixelsIsOnlyReadAsFarAsTheyGo() {
        byte[] rows = new byte[20 * 61 + 30_000_000];
        assertThat(passed(Splice.png(20, 20, 8, 2, false, rows)).changes()).isEmpty();
    }

    @Test
    void aProfileThatUnpacksWithoutEndCountsAsNone() {
        byte[] bomb = Splice.join(Splice.ascii("icc\0\0"), Splice.packed(new byte[20 << 20]));
        byte[] png = Splice.pngWith(PNG, Splice.pngChunk("iCCP", bomb));
        assertThat(passed(png).bytes()).isEqualTo(PNG);
    }

    @Test
    void aProgressiveJpegOfAThousandScansIsRejected() {
        byte[] jpeg = Pictures.file("progressive.jpg");
        byte[] scan = lastScan(jpeg);
        byte[][] scans = new byte[1000][];
        Arrays.fill(scans, scan);
        byte[] bomb = Splice.join(
                Arrays.copyOf(jpeg, jpeg.length - 2), Splice.join(scans), new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertThat(rejected(bomb)).contains("more than 100 scans");
    }

    private static byte[] lastScan(byte[] jpeg) {
        int at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) 0xDA) {
            at--;
        }
        return Arrays.copyOfRange(jpeg, at, jpeg.length - 2);
    }
}
