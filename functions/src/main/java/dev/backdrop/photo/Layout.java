package dev.backdrop.photo;

import dev.backdrop.request.Anchor;
import dev.backdrop.request.Placement;

/**
 * Where things go on a canvas, in whole pixels: the one arithmetic for the vendors that want to be told and for pictures
 * that we compose ourselves.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param photo where the whole photo goes; it may stick out on any side
 */
public record Layout(int width, int height, Box photo) {

    /**
     * A rectangle on a canvas.
     *
     * @param x of its left edge, negative if it begins outside
     * @param y of its upper edge, negative if it begins outside
     */
    public record Box(int x, int y, int width, int height) {}

    /**
     * The photo at the scale and place that were asked for, in its own shape.
     *
     * @param placement null for a canvas of the photo's size that it fills
     */
    public static Layout of(int photoWidth, int photoHeight, Placement placement) {
        if (placement == null) {
            return new Layout(photoWidth, photoHeight, new Box(0, 0, photoWidth, photoHeight));
        }
        int width = placement.canvas() == null ? photoWidth : placement.canvas().width();
        int height =
                placement.canvas() == null ? photoHeight : placement.canvas().height();
        double factor = Math.min((double) width / photoWidth, (double) height / photoHeight) * placement.scale();
        int drawnWidth = rounded(photoWidth * factor);
        int drawnHeight = rounded(photoHeight * factor);
        Anchor anchor = placement.anchor();
        int x = at(width - drawnWidth, anchor.isLeft(), anchor.isRight());
        int y = at(height - drawnHeight, anchor.isTop(), anchor.isBottom());
        return new Layout(width, height, new Box(x, y, drawnWidth, drawnHeight));
    }

    /** A picture that fills the canvas in its own shape, centred; what sticks out is cut. */
    public Box cover(int pictureWidth, int pictureHeight) {
        double factor = Math.max((double) width / pictureWidth, (double) height / pictureHeight);
        int drawnWidth = Math.max(width, rounded(pictureWidth * factor));
        int drawnHeight = Math.max(height, rounded(pictureHeight * factor));
        return new Box(
                at(width - drawnWidth, false, false), at(height - drawnHeight, false, false), drawnWidth, drawnHeight);
    }

    private static int rounded(double side) {
        return (int) Math.max(1, Math.round(side));
    }

    /** Where a side begins whose canvas leaves that much room, or lacks it. */
    private static int at(int room, boolean first, boolean last) {
        if (first) {
            return 0;
        }
        return last ? room : Math.floorDiv(room, 2);
    }
}
