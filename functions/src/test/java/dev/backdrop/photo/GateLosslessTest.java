package dev.backdrop.photo;

import static dev.backdrop.photo.GateFixture.passed;
import static dev.backdrop.photo.Pictures.file;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.written;
import static dev.backdrop.photo.Splice.ascii;
import static dev.backdrop.photo.Splice.exif;
import static dev.backdrop.photo.Splice.exifSegment;
import static dev.backdrop.photo.Splice.join;
import static dev.backdrop.photo.Splice.jpegSegment;
import static dev.backdrop.photo.Splice.jpegWith;
import static dev.backdrop.photo.Splice.jpegWithout;
import static dev.backdrop.photo.Splice.pngChunk;
import static dev.backdrop.photo.Splice.pngWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Photos that are fine keep their pixels. */
class GateLosslessTest {

    private static final byte[] JPEG = written(grainy(120, 80), "jpeg");
    private static final byte[] PNG = written(grainy(60, 40), "png");

    @Test
    void aCleanJpegComesBackAsItIs() {
        GatedPhoto photo = passed(JPEG);
        assertThat(photo.bytes()).isSameAs(JPEG);
        assertThat(photo.changes()).isEmpty();
        assertThat(photo.original()).isEqualTo(new PhotoFacts(PhotoFormat.JPEG, 120, 80, JPEG.length));
    }

    @Test
    void aCleanPngComesBackAsItIs() {
        assertThat(passed(PNG).bytes()).isSameAs(PNG);
    }

    @Test
    void aPngWithTransparencyComesBackAsItIs() {
        byte[] png = written(Pictures.disc(40), "png");
        assertThat(passed(png).bytes()).isSameAs(png);
    }

    @Test
    void aGreyJpegComesBackAsItIs() {
        byte[] grey = written(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        assertThat(passed(grey).bytes()).isSameAs(grey);
    }

    @Test
    void aProgressiveJpegComesBackAsItIs() {
        byte[] progressive = file("progressive.jpg");
        assertThat(passed(progressive).bytes()).isSameAs(progressive);
    }

    @Test
    void aJpegLosesItsMetadataAndKeepsEveryPixel() {
        byte[] tagged = jpegWith(
                JPEG,
                exifSegment(1),
                jpegSegment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>")),
                jpegSegment(0xED, ascii("Photoshop 3.0\0 by-line")),
                jpegSegment(0xFE, ascii("a comment")));
        GatedPhoto photo = passed(tagged);
        assertThat(photo.changes()).containsExactly("removed EXIF", "removed XMP", "removed IPTC", "removed comment");
        assertThat(photo.bytes()).isEqualTo(JPEG);
        assertThat(text(photo)).doesNotContain("Exif", "xmpmeta", "by-line", "a comment");
    }

    @Test
    void aJpegOfACameraThatReliesOnExifForItsColoursIsStillReadTheSameByEverybody() throws IOException {
        BufferedImage colors = grainy(64, 64);
        byte[] full = JpegWriter.write(Bitmap.of(colors), 0.95f);
        byte[] camera = jpegWith(jpegWithout(full, 0xE0), exifSegment(1));
        GatedPhoto photo = passed(camera);
        BufferedImage byJdk = ImageIO.read(new ByteArrayInputStream(photo.bytes()));
        assertThat(Bitmap.of(byJdk)).isEqualTo(Bitmap.of(Pictures.decoded(full)));
    }

    @Test
    void anSrgbProfileIsKept() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] tagged = jpegWith(JPEG, Splice.iccSegment(srgb));
        assertThat(passed(tagged).bytes()).isSameAs(tagged);
    }

    @Test
    void aBrokenProfileIsDropped() {
        byte[] tagged = jpegWith(JPEG, Splice.iccSegment(ascii("no profile at all")));
        assertThat(passed(tagged).changes()).containsExactly("removed unusable colour profile");
    }

    @Test
    void whatFollowsTheEndOfAPictureIsCutOff() {
        assertThat(passed(join(JPEG, ascii("garbage"))).bytes()).isEqualTo(JPEG);
        assertThat(passed(join(PNG, ascii("garbage"))).bytes()).isEqualTo(PNG);
        assertThat(passed(join(file("lossy.webp"), ascii("garbage")), webp()).bytes())
                .isEqualTo(file("lossy.webp"));
    }

    @Test
    void strayBytesBetweenSegmentsAreForgiven() {
        byte[] stray = join(Arrays.copyOf(JPEG, 20), ascii("stray"), Arrays.copyOfRange(JPEG, 20, JPEG.length));
        assertThat(Bitmap.of(Pictures.decoded(passed(stray).bytes()))).isEqualTo(Bitmap.of(Pictures.decoded(JPEG)));
    }

    @Test
    void aPngLosesItsMetadataAndKeepsEveryPixel() {
        byte[] tagged = pngWith(
                PNG,
                pngChunk("eXIf", exif(1, ByteOrder.LITTLE_ENDIAN)),
                pngChunk("tEXt", ascii("Author\0somebody")),
                pngChunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>")),
                pngChunk("tIME", new byte[7]));
        GatedPhoto photo = passed(tagged);
        assertThat(photo.changes())
                .containsExactly("removed EXIF", "removed text", "removed XMP", "removed time stamp");
        assertThat(photo.bytes()).isEqualTo(PNG);
    }

    @Test
    void aWebpIsHandedOnWhereItIsTaken() {
        assertThat(passed(file("lossy.webp"), webp()).bytes()).isEqualTo(file("lossy.webp"));
    }

    private static PhotoLimits webp() {
        return new PhotoLimits(1 << 20, 1000, Set.of(PhotoFormat.JPEG, PhotoFormat.WEBP));
    }

    private static String text(GatedPhoto photo) {
        return new String(photo.bytes(), StandardCharsets.ISO_8859_1);
    }
}
