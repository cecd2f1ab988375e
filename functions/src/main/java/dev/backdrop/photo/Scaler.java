package dev.backdrop.photo;

import java.util.stream.IntStream;

/**
 * Resizes pictures. To shrink, whole blocks are averaged down to about twice the size wanted, then a Catmull-Rom filter as
 * wide as the rest needs does the last step; to enlarge, the same filter interpolates. Colours are weighed by their alpha,
 * so that what can't be seen leaves no fringe.
 */
final class Scaler {

    /** From here on, decoding all pixels of a picture that gets much smaller would cost more memory than it is worth. */
    private static final long LARGE = 40_000_000;

    private Scaler() {}

    /**
     * How many pixels a decoder may step over, across and down, for a picture that gets this much smaller: more than 1 for
     * large pictures only. Leaves at least twice the pixels that are wanted, for the filter to average.
     */
    static int step(int width, int height, int toWidth, int toHeight) {
        boolean large = (long) width * height > LARGE;
        return large ? Math.max(1, Math.min(width / toWidth, height / toHeight) / 2) : 1;
    }

    /** Sizes with the longer side brought to the given one, and the same shape as near as whole pixels allow. */
    static int[] fit(int width, int height, int maxSide) {
        int longer = Math.max(width, height);
        if (longer <= maxSide) {
            return new int[] {width, height};
        }
        return new int[] {scaled(width, maxSide, longer), scaled(height, maxSide, longer)};
    }

    private static int scaled(int side, int maxSide, int longer) {
        return (int) Math.max(1, Math.round((double) side * maxSide / longer));
    }

    /** @throws IllegalArgumentException if that isn't a smaller or equal size */
    static Bitmap shrink(Bitmap from, int width, int height) {
        if (width < 1 || height < 1 || width > from.width() || height > from.height()) {
            throw new IllegalArgumentException(from + " can't be shrunk to " + width + "x" + height);
        }
        if (width == from.width() && height == from.height()) {
            return from;
        }
        return part(from, width, height, new Layout.Box(0, 0, width, height));
    }

    /**
     * What can be seen on a canvas of a picture that is drawn into a box, larger or smaller than itself: the part from
     * where the box or the canvas begins, whichever is later, to where the first of them ends. What is outside costs
     * nothing.
     *
     * @param box overlaps the canvas
     * @return the same object if all of the picture is seen in its own size
     */
    static Bitmap visible(Bitmap from, Layout.Box box, int canvasWidth, int canvasHeight) {
        int left = Math.max(0, box.x());
        int top = Math.max(0, box.y());
        int width = Math.min(canvasWidth, box.x() + box.width()) - left;
        int height = Math.min(canvasHeight, box.y() + box.height()) - top;
        Layout.Box seen = new Layout.Box(left - box.x(), top - box.y(), width, height);
        if (box.width() != from.width() || box.height() != from.height()) {
            return part(from, box.width(), box.height(), seen);
        }
        return width == from.width() && height == from.height() ? from : crop(from, seen);
    }

    private static Bitmap part(Bitmap from, int width, int height, Layout.Box seen) {
        int block = Math.min(from.width() / width, from.height() / height) / 2;
        Bitmap near = block >= 2 ? average(from, block) : from;
        return new Resampling(near, width, height, seen).run();
    }

    private static Bitmap crop(Bitmap from, Layout.Box seen) {
        int channels = from.channels();
        Bitmap to = Bitmap.blank(seen.width(), seen.height(), channels);
        int rowBytes = seen.width() * channels;
        for (int y = 0; y < seen.height(); y++) {
            int start = ((seen.y() + y) * from.width() + seen.x()) * channels;
            System.arraycopy(from.data(), start, to.data(), y * rowBytes, rowBytes);
        }
        return to;
    }

    /** Each block of pixels as one; what doesn't fill a block at the right and bottom makes smaller ones. */
    private static Bitmap average(Bitmap from, int block) {
        Bitmap to = Bitmap.blank(
                PhotoFile.stepped(from.width(), block), PhotoFile.stepped(from.height(), block), from.channels());
        IntStream.range(0, to.height()).parallel().forEach(y -> {
            int bottom = Math.min((y + 1) * block, from.height());
            for (int x = 0; x < to.width(); x++) {
                int right = Math.min((x + 1) * block, from.width());
                averageBlock(from, x * block, y * block, right, bottom, to, (y * to.width() + x) * to.channels());
            }
        });
        return to;
    }

    private static void averageBlock(Bitmap from, int left, int top, int right, int bottom, Bitmap to, int at) {
        int channels = from.channels();
        byte[] data = from.data();
        long first = 0;
        long second = 0;
        long third = 0;
        long weight = 0;
        for (int y = top; y < bottom; y++) {
            int i = (y * from.width() + left) * channels;
            for (int x = left; x < right; x++, i += channels) {
                int alpha = channels == 4 ? data[i] & 0xFF : 1;
                int color = i + channels - 3;
                weight += alpha;
                first += alpha * (data[color] & 0xFF);
                second += alpha * (data[color + 1] & 0xFF);
                third += alpha * (data[color + 2] & 0xFF);
            }
        }
        byte[] out = to.data();
        if (channels == 4) {
            int area = (right - left) * (bottom - top);
            out[at++] = (byte) ((weight + area / 2) / area);
        }
        if (weight > 0) {
            out[at] = (byte) ((first + weight / 2) / weight);
            out[at + 1] = (byte) ((second + weight / 2) / weight);
            out[at + 2] = (byte) ((third + weight / 2) / weight);
        }
    }
}
