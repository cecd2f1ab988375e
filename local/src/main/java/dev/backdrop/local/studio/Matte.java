package dev.backdrop.local.studio;

/**
 * How much of each pixel of a photo is subject, and what colour that part has, fine enough for hair and free of the old
 * background. Everything costly is worked out on a small copy of the photo; a full-size pixel is asked for when it is
 * painted, and most of them are plainly inside or outside.
 */
final class Matte {

    /** The longer side of the small copy: pixels. Twice that shows no difference and costs four times as much. */
    static final int WORKING_SIDE = 800;

    /** Values this close to 0 or 1 are 0 or 1: no veil of the old background, no pinholes in the subject. */
    private static final float SLACK = 0.06f;

    private static final byte OUTSIDE = 0;
    private static final byte EDGE = 1;
    private static final byte INSIDE = 2;

    private final GuidedFilter filter;
    private final Colors subject;
    private final Colors surroundings;
    private final Plane alpha;
    private final byte[] kinds;

    private Matte(GuidedFilter filter, Colors subject, Colors surroundings, Plane alpha, byte[] kinds) {
        this.filter = filter;
        this.subject = subject;
        this.surroundings = surroundings;
        this.alpha = alpha;
        this.kinds = kinds;
    }

    /** A photo at the size that {@link #refine} wants. */
    static Picture workingCopy(Picture photo) {
        int longer = Math.max(photo.width(), photo.height());
        if (longer <= WORKING_SIDE) {
            return photo;
        }
        return photo.shrunkTo(
                Math.max(1, Math.round((float) photo.width() * WORKING_SIDE / longer)),
                Math.max(1, Math.round((float) photo.height() * WORKING_SIDE / longer)));
    }

    /**
     * @param small as {@link #workingCopy} made it
     * @param mask a rough mask of it, at any size
     */
    static Matte refine(Picture small, Plane mask) {
        Colors colors = Colors.of(small);
        Plane rough = mask.resizedTo(small.width(), small.height());
        int unit = Math.max(1, Math.round(Math.max(small.width(), small.height()) / 266f));
        Plane informed = ColorModel.sharpen(colors, rough, unit);
        GuidedFilter filter = GuidedFilter.fit(colors, informed, unit, 2e-4f);
        Plane alpha = new Plane(small.width(), small.height());
        Plane inside = new Plane(small.width(), small.height());
        Plane outside = new Plane(small.width(), small.height());
        Rows.bands(alpha.values().length, (from, to) -> {
            for (int at = from; at < to; at++) {
                float value = settled(filter.apply(colors, at));
                alpha.values()[at] = value;
                inside.values()[at] = value * value * value * value;
                outside.values()[at] = (1 - value) * (1 - value) * (1 - value) * (1 - value);
            }
        });
        // The colours of sure neighbours: what a pixel on the edge would be if it were all subject, or all
        // surroundings.
        return new Matte(
                filter,
                NearbyColors.of(colors, inside, 2 * unit).mean(),
                NearbyColors.of(colors, outside, 2 * unit).mean(),
                alpha,
                kinds(alpha));
    }

    private static float settled(float value) {
        return Math.min(1, Math.max(0, (value - SLACK) / (1 - 2 * SLACK)));
    }

    /** A pixel is plain only where its neighbours are as well, for they count when the small copy is read in between. */
    private static byte[] kinds(Plane alpha) {
        int width = alpha.width();
        int height = alpha.height();
        Plane around = alpha.blurred(2);
        byte[] kinds = new byte[width * height];
        for (int at = 0; at < kinds.length; at++) {
            float value = around.values()[at];
            kinds[at] = value <= 1e-6f ? OUTSIDE : value >= 1 - 1e-6f ? INSIDE : EDGE;
        }
        return kinds;
    }

    /** The matte at the small copy's size. */
    Plane alpha() {
        return alpha;
    }

    /** Reads one row after another of the full-size photo; not for several threads. */
    final class Reader {

        private final Picture photo;
        private final Grid fine;
        private final Grid coarse;
        private final int[] nearest;

        Reader(Picture photo) {
            this.photo = photo;
            this.fine = new Grid(alpha, photo);
            this.coarse = new Grid(subject.red(), photo);
            this.nearest = fine.nearest();
        }

        /**
         * The subject's part of a row.
         *
         * @param row of the photo
         * @param out as wide as the photo: the subject's colour with how much of it there is as alpha; 0 outside
         */
        void read(int row, int[] out) {
            fine.goTo(row);
            coarse.goTo(row);
            int width = photo.width();
            int start = row * width;
            int kindRow = fine.nearestRow();
            for (int x = 0; x < width; x++) {
                int pixel = photo.argb()[start + x];
                byte kind = kinds[kindRow + nearest[x]];
                out[x] = kind == OUTSIDE ? 0 : kind == INSIDE ? pixel : edge(x, pixel);
            }
        }

        private int edge(int x, int pixel) {
            float red = (pixel >> 16 & 0xff) / 255f;
            float green = (pixel >> 8 & 0xff) / 255f;
            float blue = (pixel & 0xff) / 255f;
            float part = settled(fine.at(filter.a().red(), x) * red
                    + fine.at(filter.a().green(), x) * green
                    + fine.at(filter.a().blue(), x) * blue
                    + fine.at(filter.b(), x));
            int visible = Math.round(part * (pixel >>> 24));
            if (visible == 0 || part >= 1) {
                return visible == 0 ? 0 : pixel;
            }
            return visible << 24
                    | clean(red, part, coarse.at(subject.red(), x), coarse.at(surroundings.red(), x)) << 16
                    | clean(green, part, coarse.at(subject.green(), x), coarse.at(surroundings.green(), x)) << 8
                    | clean(blue, part, coarse.at(subject.blue(), x), coarse.at(surroundings.blue(), x));
        }

        /** What the subject alone would look like: its neighbours' colour, and as much of the pixel's own as is its own. */
        private int clean(float seen, float part, float subject, float surroundings) {
            float own = subject + part * (seen - part * subject - (1 - part) * surroundings);
            return Math.round(255 * Math.min(1, Math.max(0, own)));
        }
    }
}
