package dev.backdrop.photo;

/** Small pictures of large ones, for lists and previews. Pure; safe from any thread. */
public final class Thumbnail {

    private static final float QUALITY = 0.8f;

    /** Pixels across and down that are read for each one that is written; more of them can't be seen to be missed. */
    private static final int READ = 3;

    private Thumbnail() {}

    /**
     * A small JPEG of a JPEG, PNG, WebP, TIFF, GIF or BMP: upright, sRGB, white where it can be seen through. A picture that
     * is small enough keeps its size.
     *
     * @param picture up to the pixels of {@link FinishCaps#DEFAULT}
     * @param maxSide its longer side in pixels at most
     * @throws UnreadablePhotoException if it is something else, animated, truncated, damaged or too large
     * @throws IllegalArgumentException if maxSide is below 1
     */
    public static byte[] jpeg(byte[] picture, int maxSide) throws UnreadablePhotoException {
        if (maxSide < 1) {
            throw new IllegalArgumentException("a thumbnail of " + maxSide + " pixels has none");
        }
        PhotoFile file = PhotoFile.open(picture);
        PixelCap.check(file, FinishCaps.DEFAULT.maxPixels());
        int[] size = Scaler.fit(file.width(), file.height(), Math.min(maxSide, JpegWriter.LONGEST_SIDE));
        int step = Math.max(1, Math.min(file.width() / size[0], file.height() / size[1]) / READ);
        Bitmap small = Scaler.shrink(file.decode(step), size[0], size[1]);
        return JpegWriter.write(file.orientation().apply(small).onWhite(), QUALITY);
    }
}
