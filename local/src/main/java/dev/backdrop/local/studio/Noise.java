package dev.backdrop.local.studio;

/** Smooth random unevenness, three sizes of it added up; the same seed gives the same. */
final class Noise {

    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** About -1 to 1. */
    float at(float x, float y) {
        return 0.55f * layer(x, y, 1) + 0.3f * layer(x * 2.1f, y * 2.1f, 2) + 0.15f * layer(x * 4.3f, y * 4.3f, 3);
    }

    private float layer(float x, float y, int layer) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float across = ease(x - left);
        float down = ease(y - top);
        float above = corner(left, top, layer) * (1 - across) + corner(left + 1, top, layer) * across;
        float below = corner(left, top + 1, layer) * (1 - across) + corner(left + 1, top + 1, layer) * across;
        return above * (1 - down) + below * down;
    }

    private static float ease(float part) {
        return part * part * (3 - 2 * part);
    }

    private float corner(int x, int y, int layer) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (x * 73_856_093L ^ y * 19_349_663L ^ layer * 83_492_791L);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (mixed >>> 40) / (float) (1 << 23) - 1;
    }
}
