package dev.backdrop.local.studio;

/**
 * How the subject, or what surrounds it, looks near each place of a photo: known on a coarse grid, because it changes
 * slowly.
 *
 * @param mean the mean colour
 * @param variance how much the colour varies around it: the sum of the channels' variances
 */
record NearbyColors(Colors mean, Plane variance) {

    /** Pixels of the photo, across and down, that share one place of the grid. */
    private static final int CELL = 4;

    /** How much less a place further away counts than a near one, where there are both. */
    private static final float FAR = 0.02f;

    /**
     * The colours of those pixels that have a weight. Where there are none nearby, those further away are asked, and so
     * on, so that there is an answer everywhere as long as there are any.
     *
     * @param radius pixels; doubled three times
     */
    static NearbyColors of(Colors photo, Plane weight, int radius) {
        Plane[] sums = sums(photo, weight);
        int wider = Math.max(1, Math.round((float) radius / CELL));
        blur(sums, wider);
        for (int round = 0; round < 3; round++) {
            wider *= 2;
            Plane[] further = sums.clone();
            blur(further, wider);
            for (int index = 0; index < sums.length; index++) {
                float[] near = sums[index].values();
                float[] far = further[index].values();
                for (int at = 0; at < near.length; at++) {
                    near[at] += FAR * far[at];
                }
            }
        }
        return divided(sums);
    }

    private static void blur(Plane[] planes, int radius) {
        for (int index = 0; index < planes.length; index++) {
            planes[index] = planes[index].blurred(radius);
        }
    }

    /** Weighted red, green, blue, squares, and the weight itself, added up over each cell. */
    private static Plane[] sums(Colors photo, Plane weight) {
        int width = photo.width();
        int columns = (width + CELL - 1) / CELL;
        int rows = (photo.height() + CELL - 1) / CELL;
        Plane[] sums = new Plane[5];
        for (int index = 0; index < sums.length; index++) {
            sums[index] = new Plane(columns, rows);
        }
        float[] red = photo.red().values();
        float[] green = photo.green().values();
        float[] blue = photo.blue().values();
        float[] weights = weight.values();
        Rows.each(rows, row -> {
            for (int y = row * CELL; y < Math.min(photo.height(), (row + 1) * CELL); y++) {
                for (int x = 0; x < width; x++) {
                    int at = y * width + x;
                    int cell = row * columns + x / CELL;
                    float share = weights[at];
                    if (share > 0) {
                        sums[0].values()[cell] += share * red[at];
                        sums[1].values()[cell] += share * green[at];
                        sums[2].values()[cell] += share * blue[at];
                        sums[3].values()[cell] +=
                                share * (red[at] * red[at] + green[at] * green[at] + blue[at] * blue[at]);
                        sums[4].values()[cell] += share;
                    }
                }
            }
        });
        return sums;
    }

    private static NearbyColors divided(Plane[] sums) {
        float[] weights = sums[4].values();
        float[] squares = sums[3].values();
        for (int at = 0; at < weights.length; at++) {
            float share = 1 / Math.max(1e-9f, weights[at]);
            float length = 0;
            for (int channel = 0; channel < 3; channel++) {
                float value = sums[channel].values()[at] * share;
                sums[channel].values()[at] = value;
                length += value * value;
            }
            squares[at] = Math.max(0, squares[at] * share - length);
        }
        return new NearbyColors(new Colors(sums[0], sums[1], sums[2]), sums[3]);
    }

    NearbyColors resizedTo(int width, int height) {
        return new NearbyColors(mean.resizedTo(width, height), variance.resizedTo(width, height));
    }
}
