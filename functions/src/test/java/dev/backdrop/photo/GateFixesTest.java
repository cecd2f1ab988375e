package dev.backdrop.photo;

import static dev.backdrop.photo.GateFixture.JPEG_ONLY;
import static dev.backdrop.photo.GateFixture.PNG_ONLY;
import static dev.backdrop.photo.GateFixture.passed;
import static dev.backdrop.photo.Pictures.BLUE;
import static dev.backdrop.photo.Pictures.GREEN;
import static dev.backdrop.photo.Pictures.decoded;
import static dev.backdrop.photo.Pictures.disc;
import static dev.backdrop.photo.Pictures.distance;
import static dev.backdrop.photo.Pictures.file;
import static dev.backdrop.photo.Pictures.quarter;
import static dev.backdrop.photo.Pictures.quarters;
import static dev.backdrop.photo.Pictures.written;
import static dev.backdrop.photo.Splice.exif;
import static dev.backdrop.photo.Splice.exifSegment;
import static dev.backdrop.photo.Splice.jpegWith;
import static dev.backdrop.photo.Splice.jpegWithout;
import static dev.backdrop.photo.Splice.pngChunk;
import static dev.backdrop.photo.Splice.pngWith;
import static dev.backdrop.photo.Splice.rgb;
import static dev.backdrop.photo.Splice.tiff;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos that aren't fine are made so. */
class GateFixesTest {

    private static final BufferedImage QUARTERS = quarters(48, 32);

    /** The colours of the quarters, row by row, once a picture of each EXIF orientation is upright. */
    private static final List<List<Color>> TURNED = List.of(
            List.of(Color.RED, GREEN, BLUE, Color.WHITE),
            List.of(GREEN, Color.RED, Color.WHITE, BLUE),
            List.of(Color.WHITE, BLUE, GREEN, Color.RED),
            List.of(BLUE, Color.WHITE, Color.RED, GREEN),
            List.of(Color.RED, BLUE, GREEN, Color.WHITE),
            List.of(BLUE, Color.RED, Color.WHITE, GREEN),
            List.of(Color.WHITE, GREEN, BLUE, Color.RED),
            List.of(GREEN, Color.WHITE, Color.RED, BLUE));

    private static void assertQuarters(GatedPhoto photo, List<Color> colors) {
        BufferedImage seen = decoded(photo.bytes());
        for (int i = 0; i < 4; i++) {
            assertThat(distance(quarter(seen, i), colors.get(i)))
                    .as("quarter " + i + " is " + quarter(seen, i) + ", not " + colors.get(i))
                    .isLessThanOrEqualTo(8);
        }
    }

    private static void assertTurned(GatedPhoto photo, int orientation) {
        assertThat(photo.width()).isEqualTo(orientation > 4 ? 32 : 48);
        assertThat(photo.height()).isEqualTo(orientation > 4 ? 48 : 32);
        assertQuarters(photo, TURNED.get(orientation - 1));
        assertThat(new String(photo.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "eXIf", "Cam");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aJpegIsTurnedUpright(int orientation) {
        assertTurned(passed(jpegWith(written(QUARTERS, "jpeg"), exifSegment(orientation))), orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPngIsTurnedUpright(int orientation) {
        byte[] exif = pngChunk("eXIf", exif(orientation, ByteOrder.LITTLE_ENDIAN));
        assertTurned(passed(pngWith(written(QUARTERS, "png"), exif)), orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTiffIsTurnedUpright(int orientation) {
        byte[] tiff = tiff(rgb(Bitmap.of(QUARTERS)), 48, 32, orientation, new byte[0]);
        assertTurned(passed(tiff), orientation);
    }

    @Test
    void aWebpIsTurnedUpright() {
        GatedPhoto photo = passed(file("turned.webp"));
        assertTurned(photo, 6);
        assertThat(photo.changes())
                .containsExactly(
                        "turned upright (EXIF orientation 6)",
                        "removed EXIF",
                        "removed XMP",
                        "converted from WEBP to JPEG");
    }

    @Test
    void anOrientationThatMeansNothingIsIgnored() {
        assertTurned(passed(jpegWith(written(QUARTERS, "jpeg"), exifSegment(9))), 1);
    }

    @Test
    void factsOfTheOriginalAreAsItWasStored() {
        byte[] jpeg = jpegWith(written(QUARTERS, "jpeg"), exifSegment(6));
        assertThat(passed(jpeg).original()).isEqualTo(new PhotoFacts(PhotoFormat.JPEG, 48, 32, jpeg.length));
    }

    private static final List<Color> INKS = List.of(Color.CYAN, Color.MAGENTA, Color.YELLOW, new Color(55, 55, 55));

    @Test
    void inksOfAnAdobeCmykJpegBecomeSrgb() {
        GatedPhoto photo = passed(file("cmyk.jpg"));
        assertQuarters(photo, INKS);
        assertThat(photo.changes()).contains("converted from CMYK to sRGB");
    }

    @Test
    void inksOfAnAdobeYcckJpegBecomeSrgb() {
        assertQuarters(passed(file("ycck.jpg")), INKS);
    }

    @Test
    void withoutAdobesMarkerInksAreNotInverted() {
        byte[] plain = jpegWithout(file("cmyk.jpg"), 0xEE);
        // Stored inverted: no cyan, all magenta, yellow and black, and so on; all that black leaves nothing but black.
        assertQuarters(passed(plain), List.of(Color.BLACK, Color.BLACK, Color.BLACK, new Color(0, 0, 0)));
    }

    @Test
    void aCmykProfileSaysWhatInksLookLike() {
        GatedPhoto photo = passed(jpegWith(file("cmyk.jpg"), Splice.iccSegment(Profiles.greenPress())));
        // Lab (50, -50, 50) by the published formulas.
        Color green = new Color(4, 139, 10);
        assertThat(distance(quarter(decoded(photo.bytes()), 0), green))
                .as(quarter(decoded(photo.bytes()), 0).toString())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void adobeRgbBecomesSrgb() {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_3BYTE_BGR);
        Arrays.fill(Bitmap.of(image).data(), (byte) 128);
        for (int i = 0; i < 32 * 32; i++) {
            Bitmap.of(image).data()[3 * i + 1] = (byte) 180;
        }
        byte[] png = pngWith(written(image, "png"), iccp(Profiles.adobeRgb()));
        GatedPhoto photo = passed(png);
        assertThat(photo.changes()).containsExactly("converted from Adobe RGB (1998) to sRGB");
        // By the published matrices: (128, 180, 128) in Adobe RGB is (98, 181, 126) in sRGB.
        assertThat(distance(quarter(decoded(photo.bytes()), 0), new Color(98, 181, 126)))
                .as(quarter(decoded(photo.bytes()), 0).toString())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void displayP3BecomesSrgb() {
        byte[] jpeg = jpegWith(written(QUARTERS, "jpeg"), Splice.iccSegment(Profiles.displayP3()));
        GatedPhoto photo = passed(jpeg);
        assertThat(photo.changes()).containsExactly("converted from Display P3 to sRGB");
        // P3's green of 200 is beyond sRGB's: no red or blue left in it, and more of green.
        Color green = quarter(decoded(photo.bytes()), 1);
        assertThat(green.getRed()).isLessThan(6);
        assertThat(green.getGreen()).isBetween(200, 208);
        assertThat(distance(quarter(decoded(photo.bytes()), 3), Color.WHITE)).isLessThan(4);
    }

    @Test
    void greyOfAnotherGammaBecomesSrgb() {
        byte[] rows = new byte[32 * 33];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 33 == 0 ? 0 : (byte) 55;
        }
        byte[] png = Splice.png(32, 32, 8, 0, false, rows, iccp(Profiles.linearGrey()));
        // Linear 55 of 255 is 0.2157, in sRGB 0.5020 of full.
        assertThat(distance(quarter(decoded(passed(png).bytes()), 0), new Color(128, 128, 128)))
                .isLessThanOrEqualTo(3);
    }

    private static byte[] iccp(byte[] profile) {
        return pngChunk("iCCP", Splice.join(Splice.ascii("icc\0\0"), Splice.packed(profile)));
    }

    @Test
    void aTiffBecomesJpeg() {
        GatedPhoto photo = passed(tiff(rgb(Bitmap.of(QUARTERS)), 48, 32, 1, new byte[0]));
        assertThat(photo.format()).isEqualTo(PhotoFormat.JPEG);
        assertThat(photo.changes()).containsExactly("converted from TIFF to JPEG");
    }

    @Test
    void aDeepTiffIsReducedToEightBits() {
        BufferedImage deep = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = deep.getRaster();
        for (int i = 0; i < 32 * 32; i++) {
            raster.setSample(i % 32, i / 32, 0, 0x80FF);
        }
        GatedPhoto photo = passed(written(deep, "tiff"), PNG_ONLY);
        assertThat(photo.changes()).contains("reduced from 16 to 8 bits a channel");
        assertThat(quarter(decoded(photo.bytes()), 0)).isEqualTo(new Color(128, 128, 128));
    }

    @Test
    void aBmpBecomesJpeg() {
        assertQuarters(passed(written(QUARTERS, "bmp")), TURNED.get(0));
    }

    @Test
    void aGifBecomesJpeg() {
        GatedPhoto photo = passed(written(QUARTERS, "gif"));
        assertThat(photo.format()).isEqualTo(PhotoFormat.JPEG);
        assertQuarters(photo, TURNED.get(0));
    }

    @Test
    void aTransparentGifBecomesPng() {
        GatedPhoto photo = passed(written(disc(64), "gif"));
        assertThat(photo.format()).isEqualTo(PhotoFormat.PNG);
        assertThat(decoded(photo.bytes()).getRGB(0, 0) >>> 24).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp"})
    void aWebpBecomesJpeg(String name) {
        GatedPhoto photo = passed(file(name));
        assertThat(photo.format()).isEqualTo(PhotoFormat.JPEG);
        assertQuarters(photo, TURNED.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-lossy.webp", "alpha-lossless.webp"})
    void aWebpWithTransparencyBecomesPng(String name) {
        GatedPhoto photo = passed(file(name));
        assertThat(photo.format()).isEqualTo(PhotoFormat.PNG);
        assertThat(quarter(decoded(photo.bytes()), 0).getAlpha()).isZero();
        assertThat(quarter(decoded(photo.bytes()), 1).getAlpha()).isEqualTo(255);
    }

    @Test
    void transparencyIsPutOnWhiteForAVendorThatTakesOnlyJpeg() {
        GatedPhoto photo = passed(written(disc(64), "png"), JPEG_ONLY);
        assertThat(photo.format()).isEqualTo(PhotoFormat.JPEG);
        assertThat(distance(new Color(decoded(photo.bytes()).getRGB(2, 2)), Color.WHITE))
                .isLessThan(6);
        assertThat(distance(new Color(decoded(photo.bytes()).getRGB(32, 32)), Color.RED))
                .isLessThan(6);
        assertThat(photo.changes())
                .containsExactly("put on white, for the vendor takes no transparency", "converted from PNG to JPEG");
    }

    @Test
    void aJpegBecomesPngForAVendorThatTakesOnlyPng() {
        assertThat(passed(written(QUARTERS, "jpeg"), PNG_ONLY).format()).isEqualTo(PhotoFormat.PNG);
    }
}
