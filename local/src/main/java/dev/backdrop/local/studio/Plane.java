package dev.backdrop.local.studio;

/**
 * One number for each pixel, such as how much of it belongs to the subject.
 *
 * @param width pixels
 * @param height pixels
 * @param values row by row; shared, not copied
 */
record Plane(int width, int height, float[] values) {

    Plane {
        if (values.length != width * height) {
            throw new IllegalArgumentException("a plane has width x height values");
        }
    }

    Plane(int width, int height) {
        this(width, height, new float[width * height]);
    }

    /** The mean over a square of {@code 2 * radius + 1} pixels, cut off at the edges. */
    Plane blurred(int radius) {
        return blurredAcross(radius).blurredDown(radius);
    }

    private Plane blurredAcross(int radius) {
        Plane target = new Plane(width, height);
        Rows.each(height, row -> {
            int start = row * width;
            double sum = 0;
            for (int x = 0; x < Math.min(radius, width); x++) {
                sum += values[start + x];
            }
            for (int x = 0; x < width; x++) {
                if (x + radius < width) {
                    sum += values[start + x + radius];
                }
                if (x - radius - 1 >= 0) {
                    sum -= values[start + x - radius - 1];
                }
                int count = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
                target.values[start + x] = (float) (sum / count);
            }
        });
        return target;
    }

    private Plane blurredDown(int radius) {
        Plane target = new Plane(width, height);
        Rows.bands(width, (from, to) -> {
            double[] sums = new double[to - from];
            for (int y = 0; y < Math.min(radius, height); y++) {
                add(sums, from, y, 1);
            }
            for (int y = 0; y < height; y++) {
                if (y + radius < height) {
                    add(sums, from, y + radius, 1);
                }
                if (y - radius - 1 >= 0) {
                    add(sums, from, y - radius - 1, -1);
                }
                double share = 1.0 / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
                for (int x = from; x < to; x++) {
                    target.values[y * width + x] = (float) (sums[x - from] * share);
                }
            }
        });
        return target;
    }

    private void add(double[] sums, int from, int row, int sign) {
        int start = row * width + from;
        for (int x = 0; x < sums.length; x++) {
            sums[x] += sign * values[start + x];
        }
    }

    /** This plane at another size, by bilinear interpolation between the centres of its pixels. */
    Plane resizedTo(int targetWidth, int targetHeight) {
        Plane target = new Plane(targetWidth, targetHeight);
        Axis across = Axis.between(width, targetWidth);
        Axis down = Axis.between(height, targetHeight);
        Rows.each(targetHeight, row -> {
            int upper = down.first(row) * width;
            int lower = down.second(row) * width;
            float share = down.share(row);
            for (int x = 0; x < targetWidth; x++) {
                int left = across.first(x);
                int right = across.second(x);
                float part = across.share(x);
                float above = values[upper + left] * (1 - part) + values[upper + right] * part;
                float below = values[lower + left] * (1 - part) + values[lower + right] * part;
                target.values[row * targetWidth + x] = above * (1 - share) + below * share;
            }
        });
        return target;
    }
}
