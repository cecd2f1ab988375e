package dev.backdrop.photo;

import dev.backdrop.request.Rgb;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Pixels in memory: 8 bits a channel, sRGB, alpha not multiplied in, rows from the top without gaps. The order within a
 * pixel is that of {@link BufferedImage#TYPE_3BYTE_BGR} and {@link BufferedImage#TYPE_4BYTE_ABGR}, so that turning one
 * into the other copies nothing.
 *
 * @param channels 3 for blue, green, red; 4 for alpha, blue, green, red
 */
record Bitmap(int width, int height, int channels, byte[] data) {

    private static final int OPAQUE = 3;
    private static final int WITH_ALPHA = 4;

    Bitmap {
        if (data.length != Math.multiplyExact(Math.multiplyExact(width, height), channels)) {
            throw new IllegalArgumentException("pixels don't fill " + width + "x" + height);
        }
    }

    static Bitmap blank(int width, int height, int channels) {
        return new Bitmap(
                width, height, channels, new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)]);
    }

    static Bitmap filled(int width, int height, Rgb rgb) {
        Bitmap bitmap = blank(width, height, OPAQUE);
        byte[] data = bitmap.data;
        for (int i = 0; i < data.length; i += OPAQUE) {
            data[i] = (byte) rgb.blue();
            data[i + 1] = (byte) rgb.green();
            data[i + 2] = (byte) rgb.red();
        }
        return bitmap;
    }

    /** Any image's pixels; shares memory with the image where its layout is already ours. */
    static Bitmap of(BufferedImage image) {
        int channels = switch (image.getType()) {
            case BufferedImage.TYPE_3BYTE_BGR -> OPAQUE;
            case BufferedImage.TYPE_4BYTE_ABGR -> WITH_ALPHA;
            default -> 0;
        };
        if (channels != 0) {
            byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            // A sub-image shares a larger array, and has to be copied like a foreign layout.
            if (data.length == (long) image.getWidth() * image.getHeight() * channels) {
                return new Bitmap(image.getWidth(), image.getHeight(), channels, data);
            }
        }
        return Normalizer.toSrgb(image);
    }

    BufferedImage toImage() {
        int type = hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage empty = new BufferedImage(1, 1, type);
        int[] offsets = hasAlpha() ? new int[] {3, 2, 1, 0} : new int[] {2, 1, 0};
        WritableRaster raster = WritableRaster.createInterleavedRaster(
                new DataBufferByte(data, data.length), width, height, width * channels, channels, offsets, null);
        return new BufferedImage(empty.getColorModel(), raster, false, null);
    }

    boolean hasAlpha() {
        return channels == WITH_ALPHA;
    }

    /** Whether anything can be seen through. */
    boolean isTransparent() {
        if (hasAlpha()) {
            for (int i = 0; i < data.length; i += WITH_ALPHA) {
                if (data[i] != (byte) 0xFF) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether nothing can be seen, not even faintly. */
    boolean isEmpty() {
        if (!hasAlpha()) {
            return false;
        }
        for (int i = 0; i < data.length; i += WITH_ALPHA) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Without an alpha channel that says nothing. */
    Bitmap trimmed() {
        return hasAlpha() && !isTransparent() ? onWhite() : this;
    }

    /** As seen on white paper; the same object when there is no alpha. */
    Bitmap onWhite() {
        if (!hasAlpha()) {
            return this;
        }
        Bitmap flat = blank(width, height, OPAQUE);
        byte[] to = flat.data;
        for (int from = 0, at = 0; from < data.length; from += WITH_ALPHA) {
            int alpha = data[from] & 0xFF;
            int white = 255 * (255 - alpha) + 127;
            to[at++] = (byte) (((data[from + 1] & 0xFF) * alpha + white) / 255);
            to[at++] = (byte) (((data[from + 2] & 0xFF) * alpha + white) / 255);
            to[at++] = (byte) (((data[from + 3] & 0xFF) * alpha + white) / 255);
        }
        return flat;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bitmap that
                && width == that.width
                && height == that.height
                && channels == that.channels
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data) + 31 * width;
    }

    @Override
    public String toString() {
        return width + "x" + height + "x" + channels;
    }
}
