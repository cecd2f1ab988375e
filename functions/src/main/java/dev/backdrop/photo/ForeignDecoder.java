package dev.backdrop.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Supplier;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes with somebody else's reader, and trusts it with nothing: it must find the size that we found. */
final class ForeignDecoder {

    private final PhotoFormat format;
    private final int width;
    private final int height;
    private final Supplier<ImageReader> codec;

    ForeignDecoder(PhotoFormat format, int width, int height, Supplier<ImageReader> codec) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.codec = codec;
    }

    Bitmap decode(byte[] bytes, int step) throws UnreadablePhotoException {
        return Normalizer.toSrgb(read(bytes, step));
    }

    /** The first picture in whatever layout the reader likes. */
    BufferedImage read(byte[] bytes, int step) throws UnreadablePhotoException {
        ImageReader reader = codec.get();
        try {
            reader.setInput(new StrictInput(bytes), false, true);
            if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
                throw UnreadablePhotoException.damaged(format, "two of its headers name different sizes");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } catch (StrictInput.PastTheEnd e) {
            throw UnreadablePhotoException.truncated(format);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Damaged lengths make readers fail in every way there is, running out of array indexes and heap among
            // them.
            throw UnreadablePhotoException.damaged(format, "its data can't be decoded", e);
        } finally {
            reader.dispose();
        }
    }
}
