package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Pictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What the engine makes of a photo's bytes, whatever was said about them.
 *
 * @param photo the bytes; empty if they couldn't be fetched
 * @param contentType what they really are
 * @param error the engine's code, or empty if the photo is good
 */
record Inspection(byte[] photo, String contentType, Optional<String> error) {

    static Inspection failed(String code) {
        return new Inspection(new byte[0], "", Optional.of(code));
    }

    /** The verdict alone, once nobody can ask for the picture any more. */
    Inspection withoutPhoto() {
        return new Inspection(new byte[0], contentType, error);
    }

    /**
     * @param sizeLimit the photo must be smaller, in bytes
     * @param longestSide in pixels
     */
    static Inspection of(byte[] photo, long sizeLimit, int longestSide) {
        if (photo.length >= sizeLimit) {
            return failed("exceed_max_filesize");
        }
        Optional<String> type = Pictures.type(photo);
        if (type.isEmpty()) {
            return failed("error_decode_image");
        }
        try {
            return decodes(photo, type.get(), longestSide)
                    ? new Inspection(photo, type.get(), Optional.empty())
                    : failed("error_exceed_max_image_size");
        } catch (IOException | RuntimeException broken) {
            // Decoders throw all sorts of things at pictures that are none.
            return failed("error_decode_image");
        }
    }

    /** Whether the picture isn't too large; looks at the header before it decodes the rest. */
    private static boolean decodes(byte[] photo, String type, int longestSide) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
        if (!readers.hasNext()) {
            throw new IOException("no reader for " + type);
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo))) {
            reader.setInput(stream, true, true);
            if (Math.max(reader.getWidth(0), reader.getHeight(0)) > longestSide) {
                return false;
            }
            reader.read(0);
            return true;
        } finally {
            reader.dispose();
        }
    }
}
