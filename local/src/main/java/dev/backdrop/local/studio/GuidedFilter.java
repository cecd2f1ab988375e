package dev.backdrop.local.studio;

/**
 * The colour guided filter of He, Sun and Tang: around each pixel the mask is taken to be a linear function of the
 * photo's colour, {@code a * colour + b}, so that it bends where the photo has an edge. The factors vary slowly, which is
 * why they can be worked out on a small photo and applied to the large one.
 *
 * @param a factors of red, green and blue
 * @param b the rest
 */
record GuidedFilter(Colors a, Plane b) {

    /**
     * @param guide the photo
     * @param mask as large as the photo
     * @param radius pixels
     * @param smoothness below this variance of colour a neighbourhood counts as flat
     */
    static GuidedFilter fit(Colors guide, Plane mask, int radius, float smoothness) {
        float[][] means = {
            guide.red().blurred(radius).values(),
            guide.green().blurred(radius).values(),
            guide.blue().blurred(radius).values(),
            mask.blurred(radius).values()
        };
        float[][] products = {
            product(guide.red(), guide.red(), radius),
            product(guide.red(), guide.green(), radius),
            product(guide.red(), guide.blue(), radius),
            product(guide.green(), guide.green(), radius),
            product(guide.green(), guide.blue(), radius),
            product(guide.blue(), guide.blue(), radius),
            product(guide.red(), mask, radius),
            product(guide.green(), mask, radius),
            product(guide.blue(), mask, radius)
        };
        // The factors are written over the means, which nobody needs any more.
        Rows.bands(means[0].length, (from, to) -> solve(means, products, smoothness, from, to));
        int width = mask.width();
        int height = mask.height();
        return new GuidedFilter(
                new Colors(
                        new Plane(width, height, means[0]).blurred(radius),
                        new Plane(width, height, means[1]).blurred(radius),
                        new Plane(width, height, means[2]).blurred(radius)),
                new Plane(width, height, means[3]).blurred(radius));
    }

    private static float[] product(Plane one, Plane other, int radius) {
        Plane product = new Plane(one.width(), one.height());
        Rows.bands(product.values().length, (from, to) -> {
            for (int at = from; at < to; at++) {
                product.values()[at] = one.values()[at] * other.values()[at];
            }
        });
        return product.blurred(radius).values();
    }

    /** Solves a symmetric 3 x 3 system for each pixel by its cofactors; the smoothness on the diagonal keeps it solvable. */
    private static void solve(float[][] means, float[][] products, float smoothness, int from, int to) {
        for (int at = from; at < to; at++) {
            float red = means[0][at];
            float green = means[1][at];
            float blue = means[2][at];
            float mask = means[3][at];
            float rr = products[0][at] - red * red + smoothness;
            float rg = products[1][at] - red * green;
            float rb = products[2][at] - red * blue;
            float gg = products[3][at] - green * green + smoothness;
            float gb = products[4][at] - green * blue;
            float bb = products[5][at] - blue * blue + smoothness;
            float x = products[6][at] - red * mask;
            float y = products[7][at] - green * mask;
            float z = products[8][at] - blue * mask;
            float c00 = gg * bb - gb * gb;
            float c01 = gb * rb - rg * bb;
            float c02 = rg * gb - gg * rb;
            float c11 = rr * bb - rb * rb;
            float c12 = rb * rg - rr * gb;
            float c22 = rr * gg - rg * rg;
            float share = 1 / (rr * c00 + rg * c01 + rb * c02);
            means[0][at] = (c00 * x + c01 * y + c02 * z) * share;
            means[1][at] = (c01 * x + c11 * y + c12 * z) * share;
            means[2][at] = (c02 * x + c12 * y + c22 * z) * share;
            means[3][at] = mask - means[0][at] * red - means[1][at] * green - means[2][at] * blue;
        }
    }

    /** The filtered mask of a pixel of the photo that the factors were worked out on. */
    float apply(Colors guide, int at) {
        return a.red().values()[at] * guide.red().values()[at]
                + a.green().values()[at] * guide.green().values()[at]
                + a.blue().values()[at] * guide.blue().values()[at]
                + b.values()[at];
    }
}
