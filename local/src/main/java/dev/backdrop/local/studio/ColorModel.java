package dev.backdrop.local.studio;

/**
 * Decides about the pixels near the subject's outline by their colour: how far it is on the way from the surroundings'
 * colour to the subject's, as both look nearby. The rough mask is some pixels off and knows nothing of hair; where the
 * two colours differ clearly, the colour knows better, and where they don't, the mask stays.
 */
final class ColorModel {

    /** Differences of colour smaller than this say nothing: noise, compression, texture. */
    private static final float NOISE = 0.05f;

    private ColorModel() {}

    /**
     * @param photo as large as the mask
     * @param rough the mask
     * @param unit about the size of a pixel of the model's own mask, in pixels
     * @return the mask with its uncertain band decided anew
     */
    static Plane sharpen(Colors photo, Plane rough, int unit) {
        int width = rough.width();
        int height = rough.height();
        float[] mask = rough.values();
        float[] around = rough.blurred(2 * unit).values();
        Plane inside = new Plane(width, height);
        Plane outside = new Plane(width, height);
        Rows.bands(mask.length, (from, to) -> {
            for (int at = from; at < to; at++) {
                inside.values()[at] = mask[at] > 0.92f && around[at] > 0.9f ? 1 : 0;
                outside.values()[at] = mask[at] < 0.06f && around[at] < 0.1f ? 1 : 0;
            }
        });
        NearbyColors subject = NearbyColors.of(photo, inside, 4 * unit).resizedTo(width, height);
        NearbyColors surroundings = NearbyColors.of(photo, outside, 4 * unit).resizedTo(width, height);
        Plane sharp = new Plane(width, height);
        Rows.bands(mask.length, (from, to) -> {
            for (int at = from; at < to; at++) {
                sharp.values()[at] = inside.values()[at] == 1
                        ? 1
                        : outside.values()[at] == 1 ? 0 : decide(photo, subject, surroundings, at, mask[at]);
            }
        });
        return sharp;
    }

    private static float decide(Colors photo, NearbyColors subject, NearbyColors surroundings, int at, float mask) {
        float baseRed = surroundings.mean().red().values()[at];
        float baseGreen = surroundings.mean().green().values()[at];
        float baseBlue = surroundings.mean().blue().values()[at];
        float wayRed = subject.mean().red().values()[at] - baseRed;
        float wayGreen = subject.mean().green().values()[at] - baseGreen;
        float wayBlue = subject.mean().blue().values()[at] - baseBlue;
        float length = wayRed * wayRed + wayGreen * wayGreen + wayBlue * wayBlue;
        float along = ((photo.red().values()[at] - baseRed) * wayRed
                        + (photo.green().values()[at] - baseGreen) * wayGreen
                        + (photo.blue().values()[at] - baseBlue) * wayBlue)
                / Math.max(1e-6f, length);
        float spread = subject.variance().values()[at] + surroundings.variance().values()[at] + NOISE * NOISE;
        float trust = length / (length + 4 * spread);
        float byColor = Math.min(1, Math.max(0, along));
        // The mask still says where the outline can be at all: far on its one side, colour can't claim the other.
        float lowest = Math.max(0, 2.2f * mask - 1.2f);
        float highest = Math.min(1, 2.2f * mask + 0.12f);
        return mask + trust * (Math.min(highest, Math.max(lowest, byColor)) - mask);
    }
}
