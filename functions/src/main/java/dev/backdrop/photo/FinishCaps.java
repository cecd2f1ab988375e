package dev.backdrop.photo;

/**
 * The largest result that is looked at.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height, by the header, before anything is decoded
 */
public record FinishCaps(long maxBytes, long maxPixels) {

    /** 64 MiB and 100 megapixels. */
    public static final FinishCaps DEFAULT = new FinishCaps(64L << 20, 100_000_000);

    public FinishCaps {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("caps are positive");
        }
    }
}
