package dev.backdrop.local.simulator.picwish;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The picture formats that the vendor takes, told apart by their first bytes. Its list (jpg, jpeg, bmp, png, webp, tiff, tif,
 * bitmap, raw, rgb, jfif, lzw) names these under all their extensions; only {@code raw} and {@code rgb}, which have no bytes
 * to be told by, aren't taken here.
 */
enum InputFormat {
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    BMP("image/bmp", "BM"),
    WEBP("image/webp", "RIFF????WEBP"),
    TIFF_LITTLE("image/tiff", "II*\0"),
    TIFF_BIG("image/tiff", "MM\0*");

    private static final char ANY = '?';

    private final String contentType;
    private final String magic;

    InputFormat(String contentType, String magic) {
        this.contentType = contentType;
        this.magic = magic;
    }

    static Optional<InputFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.matches(bytes)).findFirst();
    }

    private boolean matches(byte[] bytes) {
        return bytes.length >= magic.length()
                && IntStream.range(0, magic.length())
                        .allMatch(index -> magic.charAt(index) == ANY || magic.charAt(index) == (bytes[index] & 0xff));
    }

    /** Width and height by the header; empty if this is no picture, or a broken one. */
    static Optional<Dimension> size(byte[] bytes) {
        return of(bytes).flatMap(format -> format.read(bytes));
    }

    private Optional<Dimension> read(byte[] bytes) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
        if (!readers.hasNext()) {
            throw new IllegalStateException("no reader for " + contentType);
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            return Optional.of(new Dimension(reader.getWidth(0), reader.getHeight(0)));
        } catch (IOException | RuntimeException broken) {
            // Readers throw all sorts of things at pictures that are none; decoding says so later, as a state.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }
}
