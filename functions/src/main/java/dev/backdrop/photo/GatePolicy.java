package dev.backdrop.photo;

import java.util.Objects;

/**
 * What the gate lets in, whatever vendor comes after it.
 *
 * @param maxInputBytes largest file, in bytes
 * @param maxPixels largest picture, width times height
 * @param minSide shortest side in pixels; below it there is nothing to work on
 * @param oversize what to do with a photo beyond a vendor's limits
 */
public record GatePolicy(long maxInputBytes, long maxPixels, int minSide, Oversize oversize) {

    /** What to do with a photo that is larger than the vendor takes. */
    public enum Oversize {
        SHRINK,
        REJECT
    }

    /** 64 MiB, 100 megapixels, at least 16 pixels a side, larger photos shrunk. */
    public static final GatePolicy DEFAULT = new GatePolicy(64L << 20, 100_000_000, 16, Oversize.SHRINK);

    public GatePolicy {
        Objects.requireNonNull(oversize, "oversize");
        if (maxInputBytes < 1 || maxPixels < 1 || minSide < 1) {
            throw new IllegalArgumentException("caps are positive");
        }
    }
}
