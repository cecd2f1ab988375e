package dev.backdrop.local.studio;

/**
 * A part of a photo that the model looks at.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows
 */
record Crop(int left, int top, int width, int height) {

    /** Room around a subject, as a share of its size, so that the model sees what it stands out from. */
    private static final double MARGIN = 0.18;

    static Crop all(Picture photo) {
        return new Crop(0, 0, photo.width(), photo.height());
    }

    /** The part of the photo where a mask of the whole of it is at least this sure, with room around it. */
    static Crop around(Plane mask, float least, Picture photo) {
        int left = mask.width();
        int right = -1;
        int top = mask.height();
        int bottom = -1;
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                if (mask.values()[y * mask.width() + x] >= least) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        double scaleX = (double) photo.width() / mask.width();
        double scaleY = (double) photo.height() / mask.height();
        double roomX = (right + 1 - left) * scaleX * MARGIN;
        double roomY = (bottom + 1 - top) * scaleY * MARGIN;
        int x = (int) Math.max(0, left * scaleX - roomX);
        int y = (int) Math.max(0, top * scaleY - roomY);
        int farX = (int) Math.min(photo.width(), (right + 1) * scaleX + roomX);
        int farY = (int) Math.min(photo.height(), (bottom + 1) * scaleY + roomY);
        return new Crop(x, y, Math.max(1, farX - x), Math.max(1, farY - y));
    }

    /** How much of the photo this is, 0 to 1. */
    double share(Picture photo) {
        return (double) width * height / ((double) photo.width() * photo.height());
    }

    /** The model's input: this part, squeezed into a square, as three planes, brought to the statistics it was trained on. */
    float[] input(Picture photo, int side, float[] mean, float[] deviation) {
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(photo.argb(), (top + y) * photo.width() + left, pixels, y * width, width);
        }
        Picture part = new Picture(width, height, pixels);
        float[] input = new float[3 * side * side];
        float brightest = 1f / 255;
        for (int channel = 0; channel < 3; channel++) {
            Plane plane = part.channel(16 - 8 * channel);
            // A blur first where the square is smaller, or single pixels would be picked out.
            int radius = (int) Math.round(Math.max(width, height) / (double) side / 2 - 0.5);
            Plane small = (radius > 0 ? plane.blurred(radius) : plane).resizedTo(side, side);
            System.arraycopy(small.values(), 0, input, channel * side * side, side * side);
            for (float value : small.values()) {
                brightest = Math.max(brightest, value);
            }
        }
        for (int index = 0; index < input.length; index++) {
            int channel = index / (side * side);
            input[index] = (input[index] / brightest - mean[channel]) / deviation[channel];
        }
        return input;
    }

    /**
     * A mask of the photo: the closer look where it was taken, the first look around it and, by degrees, towards the
     * crop's edge.
     */
    Plane merge(Plane whole, Plane close, Picture photo) {
        Plane first = whole.resizedTo(photo.width(), photo.height());
        Plane second = close.resizedTo(width, height);
        float fade = Math.max(2, Math.min(width, height) * 0.05f);
        Rows.each(height, y -> {
            for (int x = 0; x < width; x++) {
                int at = (top + y) * photo.width() + left + x;
                float inside = Math.min(
                        1,
                        Math.min(distance(x, width, left, photo.width()), distance(y, height, top, photo.height()))
                                / fade);
                first.values()[at] += inside * (second.values()[y * width + x] - first.values()[at]);
            }
        });
        return first;
    }

    /** Pixels to the nearer edge of the crop, where that isn't an edge of the photo too. */
    private static float distance(int at, int size, int offset, int photoSize) {
        float before = offset == 0 ? Float.MAX_VALUE : at;
        float after = offset + size == photoSize ? Float.MAX_VALUE : size - 1 - at;
        return Math.min(before, after);
    }
}
