package dev.backdrop.photo;

import static dev.backdrop.photo.GateFixture.rejected;
import static dev.backdrop.photo.Pictures.file;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.quarters;
import static dev.backdrop.photo.Pictures.written;
import static dev.backdrop.photo.Splice.ascii;
import static dev.backdrop.photo.Splice.join;
import static dev.backdrop.photo.Splice.pngChunk;
import static dev.backdrop.photo.Splice.pngWith;
import static dev.backdrop.photo.Splice.rgb;
import static dev.backdrop.photo.Splice.tiff;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that aren't photos we can use are refused by name. */
class GateRejectsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ....ftypheic....mif1        | a HEIC/HEIF picture
                    ....ftypmif1....            | a HEIC/HEIF picture
                    ....ftypavif....            | an AVIF picture
                    ....ftypcrx .               | a camera RAW file
                    ....ftypisom....            | a video
                    8BPS....                    | a Photoshop document (PSD)
                    %PDF-1.7                    | a PDF document
                    FUJIFILMCCD-RAW 0201        | a camera RAW file
                    IIRO....                    | a camera RAW file
                    II*.........                | a damaged TIFF
                    <svg xmlns='x'/>            | an SVG drawing
                    <?xml version='1.0'?> <svg> | an SVG drawing
                    <!DOCTYPE html><html>       | an HTML page
                    <html><body>                | an HTML page
                    <?xml version='1.0'?><Error>| an XML document
                    {"error": "no"}             | a JSON document
                    Hello, world                | a text file
                    """)
    void whatItIsIsSaid(String start, String name) {
        byte[] bytes = ascii(start.replace('.', '\0').replace("1\0", "1.").replace("II*\0\0", "II*\0\0"));
        String message = rejected(bytes);
        assertThat(message).startsWith("The file is " + name);
        assertThat(message).matches("(?s).*(Upload|Export|send).*");
    }

    @Test
    void anEmptyFileIsRejected() {
        assertThat(rejected(new byte[0])).isEqualTo("The file is empty. Upload it again; nothing arrived.");
    }

    @Test
    void aZipIsRejected() {
        assertThat(rejected(join(ascii("PK"), new byte[] {3, 4, 20, 0}))).contains("a ZIP archive");
    }

    @Test
    void unknownBytesAreRejected() {
        assertThat(rejected(new byte[] {1, 2, 3, 4, 5})).contains("not a picture in any format that we know");
    }

    @Test
    void anAnimatedGifIsRejected() {
        byte[] gif = written(quarters(20, 20), "gif");
        int frame = gif.length - 1;
        byte[] block = Arrays.copyOfRange(gif, imageBlock(gif), frame);
        assertThat(rejected(join(Arrays.copyOf(gif, frame), block, new byte[] {0x3B})))
                .contains("an animated GIF");
    }

    private static int imageBlock(byte[] gif) {
        int at = 13 + (3 << (gif[10] & 7) + 1);
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xFF);
            }
            at++;
        }
        return at;
    }

    @Test
    void anAnimatedPngIsRejected() {
        byte[] control = pngChunk("acTL", new byte[] {0, 0, 0, 3, 0, 0, 0, 0});
        assertThat(rejected(pngWith(written(quarters(20, 20), "png"), control))).contains("an animated PNG");
    }

    @Test
    void anAnimatedWebpIsRejected() {
        assertThat(rejected(file("animated.webp"))).contains("an animated WebP");
    }

    @Test
    void aTiffOfSeveralPagesIsRejected() {
        byte[] page = tiff(rgb(Bitmap.of(quarters(20, 20))), 20, 20, 1, new byte[0]);
        int second = page.length;
        byte[] both = join(page, Arrays.copyOfRange(page, 8, page.length));
        int next = 8 + 2 + 10 * 12;
        both[next] = (byte) second;
        both[next + 1] = (byte) (second >> 8);
        assertThat(rejected(both)).contains("a TIFF of 2 pages");
    }

    @Test
    void aDigitalNegativeIsRejected() {
        byte[] dng = tiff(rgb(Bitmap.of(quarters(20, 20))), 20, 20, 1, new byte[0]);
        int lastTag = 8 + 2 + 8 * 12;
        dng[lastTag] = (byte) 50_706;
        dng[lastTag + 1] = (byte) (50_706 >> 8);
        assertThat(rejected(dng)).contains("a camera RAW file");
    }

    static Stream<Arguments> cutShort() {
        return Stream.of(
                Arguments.of("JPEG", JpegWriter.write(Bitmap.of(grainy(200, 200)), 0.9f)),
                Arguments.of("progressive JPEG", file("progressive.jpg")),
                Arguments.of("PNG", written(grainy(100, 100), "png")),
                Arguments.of("lossy WebP", file("lossy.webp")),
                Arguments.of("lossless WebP", file("lossless.webp")),
                Arguments.of("TIFF", tiff(rgb(Bitmap.of(grainy(60, 60))), 60, 60, 1, new byte[0])),
                Arguments.of("BMP", written(grainy(60, 60), "bmp")),
                Arguments.of("GIF", written(grainy(60, 60), "gif")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutShort")
    void aPhotoThatIsCutShortIsRejectedWhereverItIsCut(String name, byte[] photo) {
        for (int percent : new int[] {30, 50, 75, 90, 97}) {
            byte[] cut = Arrays.copyOf(photo, photo.length * percent / 100);
            assertThat(rejected(cut)).as(name + " at " + percent + "%").contains("truncated");
        }
    }

    @Test
    void aJpegWhoseDataEndsEarlyButWhoseEndMarkerIsThereIsRejected() {
        byte[] jpeg = JpegWriter.write(Bitmap.of(grainy(200, 200)), 0.9f);
        byte[] cut = join(Arrays.copyOf(jpeg, jpeg.length / 2), new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertThat(rejected(cut)).contains("truncated");
    }

    @Test
    void aPngWhosePackedDataEndsEarlyIsRejected() {
        assertThat(rejected(Splice.png(50, 50, 8, 2, false, new byte[25 * 151])))
                .contains("truncated");
    }

    @Test
    void aPngWithAWrongChecksumIsRejected() {
        byte[] png = written(grainy(50, 50), "png");
        png[png.length / 2] ^= 4;
        assertThat(rejected(png)).contains("a damaged PNG");
    }

    @Test
    void anArithmeticJpegIsRejectedByName() {
        byte[] jpeg = written(grainy(50, 50), "jpeg");
        String text = new String(jpeg, StandardCharsets.ISO_8859_1);
        jpeg[text.indexOf("\u00FF\u00C0") + 1] = (byte) 0xC9;
        assertThat(rejected(jpeg)).contains("an arithmetic-coded JPEG");
    }

    @Test
    void aJpegOfTwelveBitsIsRejectedByName() {
        byte[] jpeg = written(grainy(50, 50), "jpeg");
        String text = new String(jpeg, StandardCharsets.ISO_8859_1);
        jpeg[text.indexOf("\u00FF\u00C0") + 4] = 12;
        assertThat(rejected(jpeg)).contains("a JPEG of 12 bits a channel");
    }
}
