package dev.backdrop.photo;

import static dev.backdrop.photo.GateFixture.PNG_ONLY;
import static dev.backdrop.photo.GateFixture.passed;
import static dev.backdrop.photo.Pictures.decoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of PNG comes out as the 8-bit picture that it means. */
class PngKindsTest {

    private static final int SIDE = 19;

    /** Rows of random samples; random filters are used, so that unfiltering is tried too. */
    private static byte[] rows(int depth, int samples, long seed) {
        Random random = new Random(seed);
        int rowBytes = (SIDE * depth * samples + 7) / 8;
        byte[] rows = new byte[SIDE * (rowBytes + 1)];
        random.nextBytes(rows);
        for (int y = 0; y < SIDE; y++) {
            rows[y * (rowBytes + 1)] = (byte) random.nextInt(5);
        }
        return rows;
    }

    @ParameterizedTest(name = "colour type {1}, {0} bits")
    @CsvSource({"8, 2, 3", "8, 6, 4", "16, 2, 3", "16, 6, 4", "1, 3, 1", "2, 3, 1", "4, 3, 1", "8, 3, 1"})
    void colourIsReadAsTheJdkReadsIt(int depth, int color, int samples) throws IOException {
        byte[] palette = new byte[3 * 256];
        new Random(1).nextBytes(palette);
        byte[] png = Splice.png(
                SIDE,
                SIDE,
                depth,
                color,
                false,
                rows(depth, samples, depth),
                color == 3 ? Splice.pngChunk("PLTE", Arrays.copyOf(palette, 3 << depth)) : new byte[0]);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage seen = decoded(passed(png, PNG_ONLY).bytes());
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertNear(seen.getRGB(i % SIDE, i / SIDE), expected.getRGB(i % SIDE, i / SIDE));
        }
    }

    private static void assertNear(int seen, int expected) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertThat(seen >> shift & 0xFF).isCloseTo(expected >> shift & 0xFF, Offset.offset(1));
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @CsvSource({"1", "2", "4", "8", "16"})
    void greyIsSpreadOverTheWholeRange(int depth) {
        int most = (1 << depth) - 1;
        int pixels = 16;
        byte[] row = new byte[pixels * depth / 8];
        for (int i = 0; i < pixels; i++) {
            long sample = (long) most * (i % 2);
            for (int bit = 0; bit < depth; bit++) {
                int at = i * depth + bit;
                row[at / 8] |= (byte) ((sample >> depth - 1 - bit & 1) << 7 - at % 8);
            }
        }
        byte[] line = Splice.join(new byte[1], row);
        byte[][] lines = new byte[16][];
        Arrays.fill(lines, line);
        BufferedImage seen = decoded(Splice.png(16, 16, depth, 0, false, Splice.join(lines)));
        assertThat(seen.getRGB(0, 3)).isEqualTo(0xFF000000);
        assertThat(seen.getRGB(1, 3)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void oneTransparentColourIsSeenThrough() {
        byte[] rows = new byte[16 * 17];
        rows[1] = 7;
        byte[] png = Splice.png(16, 16, 8, 0, false, rows, Splice.pngChunk("tRNS", new byte[] {0, 7}));
        BufferedImage seen = decoded(png);
        assertThat(seen.getRGB(0, 0) >>> 24).isZero();
        assertThat(seen.getRGB(1, 0) >>> 24).isEqualTo(255);
    }

    @Test
    void aPaletteKeepsItsTransparency() {
        byte[] png = Splice.png(
                16,
                16,
                8,
                3,
                false,
                new byte[16 * 17],
                Splice.pngChunk("PLTE", new byte[] {10, 20, 30}),
                Splice.pngChunk("tRNS", new byte[] {100}));
        GatedPhoto photo = passed(png);
        assertThat(decoded(photo.bytes()).getRGB(3, 3)).isEqualTo(100 << 24 | 0x0A141E);
        assertThat(photo.changes()).contains("expanded from a palette");
    }

    @Test
    void sixteenBitsBecomeEight() {
        assertThat(passed(Splice.png(SIDE, SIDE, 16, 2, false, rows(16, 3, 3))).changes())
                .containsExactly("reduced from 16 to 8 bits a channel");
    }

    @Test
    void anInterlacedPngIsReadAsThePlainOne() throws IOException {
        BufferedImage image = Pictures.grainy(37, 23);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        assertThat(out.toByteArray()[28]).as("interlace method").isEqualTo((byte) 1);
        assertThat(Bitmap.of(decoded(out.toByteArray()))).isEqualTo(Bitmap.of(image));
    }
}
