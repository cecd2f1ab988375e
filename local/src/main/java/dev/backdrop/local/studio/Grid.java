package dev.backdrop.local.studio;

/** Reads planes that are smaller than a photo at the places of the photo's pixels, one row after another. */
final class Grid {

    private final int width;
    private final Axis across;
    private final Axis down;
    private int upper;
    private int lower;
    private float share;

    /** @param plane as large as all the planes to be read */
    Grid(Plane plane, Picture photo) {
        width = plane.width();
        across = Axis.between(plane.width(), photo.width());
        down = Axis.between(plane.height(), photo.height());
    }

    void goTo(int row) {
        upper = down.first(row) * width;
        lower = down.second(row) * width;
        share = down.share(row);
    }

    /** The value at a column of the current row, by bilinear interpolation. */
    float at(Plane plane, int x) {
        float[] values = plane.values();
        int left = across.first(x);
        int right = across.second(x);
        float between = across.share(x);
        float above = values[upper + left] + (values[upper + right] - values[upper + left]) * between;
        float below = values[lower + left] + (values[lower + right] - values[lower + left]) * between;
        return above + (below - above) * share;
    }

    /** Where the grid's row begins that is nearest to the current one. */
    int nearestRow() {
        return share < 0.5f ? upper : lower;
    }

    /** The grid's column nearest to each of the photo's. */
    int[] nearest() {
        int[] nearest = new int[across.size()];
        for (int x = 0; x < nearest.length; x++) {
            nearest[x] = across.share(x) < 0.5f ? across.first(x) : across.second(x);
        }
        return nearest;
    }
}
