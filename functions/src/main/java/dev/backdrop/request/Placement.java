package dev.backdrop.request;

import java.util.Objects;

/**
 * Where the photo sits in the result.
 *
 * @param canvas the size of the result, or null for the photo's own
 * @param scale how large the whole photo, border and all, is drawn: at 1 it is as large as the canvas can hold it, at more
 *     than 1 it is cut at the canvas's edge
 * @param anchor where a photo that doesn't fill the canvas goes
 */
public record Placement(Canvas canvas, double scale, Anchor anchor) {

    public static final double SMALLEST_SCALE = 0.01;
    public static final double LARGEST_SCALE = 10;

    /** @throws IllegalArgumentException if the scale is out of bounds */
    public Placement {
        Objects.requireNonNull(anchor, "anchor");
        if (!(scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE)) {
            throw new IllegalArgumentException("a scale is from " + SMALLEST_SCALE + " to " + (int) LARGEST_SCALE);
        }
    }
}
