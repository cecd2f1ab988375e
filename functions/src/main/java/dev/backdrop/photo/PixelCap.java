package dev.backdrop.photo;

import java.util.Locale;

/** Refuses pictures by the size that their header claims, before a decoder believes it. */
final class PixelCap {

    private PixelCap() {}

    static void check(PhotoFile file, long maxPixels) throws UnreadablePhotoException {
        long pixels = (long) file.width() * file.height();
        if (pixels > maxPixels) {
            throw new UnreadablePhotoException(
                    "too large: " + file.width() + " x " + file.height() + " pixels, " + megapixels(pixels)
                            + " megapixels of at most " + megapixels(maxPixels),
                    "Shrink it and send it again.");
        }
    }

    private static String megapixels(long pixels) {
        return pixels % 1_000_000 == 0
                ? Long.toString(pixels / 1_000_000)
                : String.format(Locale.ROOT, "%.1f", pixels / 1e6);
    }
}
