package dev.backdrop.photo;

import dev.backdrop.request.OutputFormat;
import java.awt.image.BufferedImage;

/** Pictures from bytes and back, for whoever works on their pixels. Pure; safe from any thread. */
public final class Pixels {

    private Pixels() {}

    /**
     * Decodes a JPEG, PNG, WebP, TIFF, GIF or BMP, whatever its name says, and turns it upright.
     *
     * @param maxPixels width times height at most, by the header, before anything is decoded
     * @return 8-bit sRGB: {@link BufferedImage#TYPE_4BYTE_ABGR} if anything in it can be seen through, else {@link
     *     BufferedImage#TYPE_3BYTE_BGR}
     * @throws UnreadablePhotoException if it is something else, animated, truncated, damaged or too large
     */
    public static BufferedImage decode(byte[] bytes, long maxPixels) throws UnreadablePhotoException {
        PhotoFile file = PhotoFile.open(bytes);
        PixelCap.check(file, maxPixels);
        return file.orientation().apply(file.decode(1).trimmed()).toImage();
    }

    /**
     * Encodes as PNG, or as JPEG of high quality.
     *
     * @param image of any type; what can be seen through becomes white in a JPEG
     */
    public static byte[] encode(BufferedImage image, OutputFormat format) {
        return encode(Bitmap.of(image), format);
    }

    static byte[] encode(Bitmap bitmap, OutputFormat format) {
        return switch (format) {
            case PNG -> PngWriter.write(bitmap);
            case JPEG -> JpegWriter.write(bitmap.onWhite(), JpegWriter.BEST);
        };
    }

    /**
     * The picture with its longer side at most this many pixels, in the same shape.
     *
     * @return the same pixels if it is small enough
     */
    public static BufferedImage shrink(BufferedImage image, int maxSide) {
        int[] size = Scaler.fit(image.getWidth(), image.getHeight(), maxSide);
        boolean fits = size[0] == image.getWidth() && size[1] == image.getHeight();
        return fits ? image : Scaler.shrink(Bitmap.of(image), size[0], size[1]).toImage();
    }
}
