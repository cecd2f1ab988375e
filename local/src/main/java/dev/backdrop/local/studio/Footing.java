package dev.backdrop.local.studio;

/**
 * Where a subject stands, as shares of the picture's width and height.
 *
 * @param left where its lowest part begins
 * @param right where that ends
 * @param base its lowest row
 * @param top its highest row
 * @param cut whether the picture's lower edge cuts it off, as in a portrait: it stands nowhere to be seen
 */
record Footing(float left, float right, float base, float top, boolean cut) {

    private static final float SUBJECT = 0.5f;

    static Footing of(Plane alpha) {
        int width = alpha.width();
        int height = alpha.height();
        int top = firstRow(alpha, 0, 1);
        int base = firstRow(alpha, height - 1, -1);
        if (top < 0) {
            return new Footing(0.5f, 0.5f, 0.9f, 0.9f, true);
        }
        int feet = Math.max(top, Math.round(base - 0.06f * (base - top)));
        int left = width;
        int right = 0;
        for (int y = feet; y <= base; y++) {
            for (int x = 0; x < width; x++) {
                if (alpha.values()[y * width + x] > SUBJECT) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
            }
        }
        return new Footing(
                (float) left / width,
                (float) right / width,
                (base + 1f) / height,
                (float) top / height,
                base >= height - 2);
    }

    private static int firstRow(Plane alpha, int from, int step) {
        for (int y = from; y >= 0 && y < alpha.height(); y += step) {
            for (int at = y * alpha.width(), end = at + alpha.width(); at < end; at++) {
                if (alpha.values()[at] > SUBJECT) {
                    return y;
                }
            }
        }
        return -1;
    }
}
