package dev.backdrop.local.studio;

import java.util.Random;

/**
 * A plain backdrop in a scene's colours: a wall and a floor that meet softly, light from one side, a vignette, and the
 * subject's shadow where it stands. The same seed paints the same backdrop.
 */
final class PaintedBackdrop implements Backdrop {

    /** Everything in it is soft, so it is painted small and enlarged. */
    private static final int SIDE = 360;

    /** Breaks up the bands that soft gradients show in eight bits; a fixed pattern, because it packs better than noise. */
    private static final int[] DITHER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

    private final Colors colors;
    private final Axis across;
    private final Axis down;

    /**
     * @param width of the result
     * @param height of the result
     */
    PaintedBackdrop(Scene scene, Footing footing, long seed, int width, int height) {
        double scale = Math.min(1, SIDE / (double) Math.max(width, height));
        int columns = Math.max(2, (int) Math.round(width * scale));
        int rows = Math.max(2, (int) Math.round(height * scale));
        colors = new Colors(new Plane(columns, rows), new Plane(columns, rows), new Plane(columns, rows));
        new Painter(scene, footing, new Random(seed), columns, rows).paint();
        across = Axis.between(columns, width);
        down = Axis.between(rows, height);
    }

    @Override
    public void paint(int row, int[] out) {
        int width = colors.width();
        int upper = down.first(row) * width;
        int lower = down.second(row) * width;
        float share = down.share(row);
        for (int x = 0; x < out.length; x++) {
            float dither = (DITHER[(row & 3) << 2 | x & 3] + 0.5f) / 16;
            out[x] = 0xff000000
                    | level(colors.red(), upper, lower, share, x, dither) << 16
                    | level(colors.green(), upper, lower, share, x, dither) << 8
                    | level(colors.blue(), upper, lower, share, x, dither);
        }
    }

    private int level(Plane plane, int upper, int lower, float share, int x, float dither) {
        float[] values = plane.values();
        int left = across.first(x);
        int right = across.second(x);
        float between = across.share(x);
        float above = values[upper + left] + (values[upper + right] - values[upper + left]) * between;
        float below = values[lower + left] + (values[lower + right] - values[lower + left]) * between;
        return Math.min(255, (int) ((above + (below - above) * share) * 255 + dither));
    }

    /** Paints it once, small. */
    private final class Painter {

        private final Scene scene;
        private final Footing footing;
        private final Noise noise;
        private final int columns;
        private final int rows;
        private final float horizon;
        private final float softness;
        private final float lightX;
        private final float lightY;
        private final float aspect;

        Painter(Scene scene, Footing footing, Random random, int columns, int rows) {
            this.scene = scene;
            this.footing = footing;
            this.columns = columns;
            this.rows = rows;
            this.aspect = (float) columns / rows;
            // The floor reaches up behind the subject, as it does when one looks slightly down on it.
            float behind = footing.base() - 0.3f * (footing.base() - footing.top());
            float wobble = 0.04f * (random.nextFloat() - 0.5f);
            this.horizon = footing.cut() ? 0.8f + wobble : Math.min(0.85f, Math.max(0.4f, behind + wobble));
            this.softness = footing.cut() ? 0.3f : 0.035f;
            this.lightX = 0.2f + 0.6f * random.nextFloat();
            this.lightY = 0.1f + 0.25f * random.nextFloat();
            this.noise = new Noise(random.nextLong());
        }

        void paint() {
            Rows.each(rows, row -> {
                for (int column = 0; column < columns; column++) {
                    Tint tint = tint((column + 0.5f) / columns, (row + 0.5f) / rows);
                    int at = row * columns + column;
                    colors.red().values()[at] = Math.max(0, Math.min(1, tint.red()));
                    colors.green().values()[at] = Math.max(0, Math.min(1, tint.green()));
                    colors.blue().values()[at] = Math.max(0, Math.min(1, tint.blue()));
                }
            });
        }

        private Tint tint(float x, float y) {
            float onFloor = smooth((y - horizon) / softness + 0.5f);
            Tint base = scene.wall().towards(scene.floor(), onFloor);
            // The floor runs away from us: its grain gets finer towards the horizon.
            float depth = 1 / Math.max(0.12f, y - horizon + 0.15f);
            float grain = onFloor > 0.5f
                    ? noise.at((x - 0.5f) * aspect * depth * 1.6f, depth * 3)
                    : 0.5f * noise.at(x * aspect * 3, y * 3);
            float uneven = 1 + 0.16f * scene.mottling() * grain;
            float fromLight = distance((x - lightX) * aspect, y - lightY);
            float light = 1.06f - 0.16f * smooth(fromLight / 1.3f);
            float corner = distance((x - 0.5f) * 1.1f, y - 0.5f);
            float vignette = 1 - 0.22f * smooth((corner - 0.35f) / 0.5f);
            float seam = 1 - 0.05f * (1 - Math.min(1, Math.abs(y - horizon) / 0.12f)) * (footing.cut() ? 0 : 1);
            float strength = uneven * light * vignette * seam * (1 - shadow(x, y));
            return new Tint(base.red() * strength, base.green() * strength, base.blue() * strength);
        }

        /** How much light the subject takes away from the floor: nearly all where it touches, and a little around. */
        private float shadow(float x, float y) {
            if (footing.cut()) {
                return 0;
            }
            float size = footing.base() - footing.top();
            float middle = (footing.left() + footing.right()) / 2;
            float half = Math.max(0.02f, (footing.right() - footing.left()) / 2);
            float away = (middle - lightX) * 0.25f * size;
            float touch = spot((x - middle) / (half * 1.15f), (y - footing.base() + 0.01f * size) / (0.035f * size));
            float wide = spot((x - middle - away) / (half * 1.9f), (y - footing.base()) / (0.11f * size));
            return 0.5f * touch + 0.28f * wide;
        }

        private float spot(float x, float y) {
            return (float) Math.exp(-(x * x + y * y) * 1.2f);
        }

        private float distance(float x, float y) {
            return (float) Math.sqrt(x * x + y * y);
        }

        private float smooth(float value) {
            float part = Math.min(1, Math.max(0, value));
            return part * part * (3 - 2 * part);
        }
    }
}
