package dev.backdrop.local.studio;

/**
 * Pixels in memory, sRGB, eight bits a channel, alpha not premultiplied.
 *
 * @param width pixels
 * @param height pixels
 * @param argb one int a pixel, row by row; shared, not copied, because it is tens of megabytes
 */
record Picture(int width, int height, int[] argb) {

    Picture {
        if (width < 1 || height < 1 || argb.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException("a picture has width x height pixels and at least one");
        }
    }

    static Picture blank(int width, int height) {
        return new Picture(width, height, new int[Math.multiplyExact(width, height)]);
    }

    /** This picture at a smaller size, each pixel the average of those it replaces; alpha becomes opaque. */
    Picture shrunkTo(int targetWidth, int targetHeight) {
        Picture target = blank(targetWidth, targetHeight);
        Rows.each(targetHeight, row -> {
            int top = (int) ((long) row * height / targetHeight);
            int bottom = Math.max(top + 1, (int) ((long) (row + 1) * height / targetHeight));
            for (int column = 0; column < targetWidth; column++) {
                int left = (int) ((long) column * width / targetWidth);
                int right = Math.max(left + 1, (int) ((long) (column + 1) * width / targetWidth));
                target.argb[row * targetWidth + column] = average(left, top, right, bottom);
            }
        });
        return target;
    }

    private int average(int left, int top, int right, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int at = y * width + left, end = y * width + right; at < end; at++) {
                int pixel = argb[at];
                red += pixel >> 16 & 0xff;
                green += pixel >> 8 & 0xff;
                blue += pixel & 0xff;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        long half = count / 2;
        return 0xff000000
                | (int) ((red + half) / count) << 16
                | (int) ((green + half) / count) << 8
                | (int) ((blue + half) / count);
    }

    /** One channel as values from 0 to 1. */
    Plane channel(int shift) {
        Plane plane = new Plane(width, height);
        float[] values = plane.values();
        Rows.each(height, row -> {
            for (int at = row * width, end = at + width; at < end; at++) {
                values[at] = (argb[at] >> shift & 0xff) / 255f;
            }
        });
        return plane;
    }
}
