package dev.backdrop.photo;

import dev.backdrop.request.Placement;

/** Where a vendor's cut-out goes, and on how large a canvas. */
final class CutOutLayout {

    private CutOutLayout() {}

    /**
     * The photo's layout if the cut-out shows the whole photo, else its own. Without a placement, a cut-out that is smaller
     * than the photo isn't enlarged.
     *
     * @param width of the cut-out, upright
     * @param height of the cut-out
     * @param placement null for a canvas that it fills
     */
    static Layout of(int width, int height, int photoWidth, int photoHeight, Placement placement) {
        boolean largeEnough = placement != null || width >= photoWidth && height >= photoHeight;
        return largeEnough && isSameShape(width, height, photoWidth, photoHeight)
                ? Layout.of(photoWidth, photoHeight, placement)
                : Layout.of(width, height, placement);
    }

    /** Whether there is a scale that explains both sides, each rounded up or down. */
    private static boolean isSameShape(int width, int height, int photoWidth, int photoHeight) {
        double least = Math.max((width - 1.0) / photoWidth, (height - 1.0) / photoHeight);
        double most = Math.min((width + 1.0) / photoWidth, (height + 1.0) / photoHeight);
        return least < most;
    }

    /** The same layout with no side of the canvas longer than that: cheaper and sharper than shrinking what was composed. */
    static Layout within(int maxSide, Layout layout) {
        int[] size = Scaler.fit(layout.width(), layout.height(), maxSide);
        if (size[0] == layout.width() && size[1] == layout.height()) {
            return layout;
        }
        Layout.Box box = layout.photo();
        int[] across = shrunk(box.x(), box.width(), layout.width(), size[0]);
        int[] down = shrunk(box.y(), box.height(), layout.height(), size[1]);
        return new Layout(size[0], size[1], new Layout.Box(across[0], down[0], across[1], down[1]));
    }

    /** Start and length of a stretch. Both its ends are rounded, so that one at the canvas's edge stays there. */
    private static int[] shrunk(int from, int length, int canvas, int smaller) {
        double factor = (double) smaller / canvas;
        int start = (int) Math.min(smaller - 1, Math.round(from * factor));
        int end = (int) Math.max(start + 1, Math.round(((double) from + length) * factor));
        return new int[] {start, end - start};
    }
}
