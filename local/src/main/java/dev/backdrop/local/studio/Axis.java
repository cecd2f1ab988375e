package dev.backdrop.local.studio;

/** Where along one axis of a smaller grid the pixels of another grid fall: between which two, and how far. */
final class Axis {

    private final int[] firsts;
    private final int[] seconds;
    private final float[] shares;

    private Axis(int count) {
        firsts = new int[count];
        seconds = new int[count];
        shares = new float[count];
    }

    static Axis between(int size, int targetSize) {
        Axis axis = new Axis(targetSize);
        for (int index = 0; index < targetSize; index++) {
            double centre = (index + 0.5) * size / targetSize - 0.5;
            double inside = Math.min(Math.max(centre, 0), size - 1);
            axis.firsts[index] = (int) inside;
            axis.seconds[index] = Math.min(size - 1, axis.firsts[index] + 1);
            axis.shares[index] = (float) (inside - axis.firsts[index]);
        }
        return axis;
    }

    /** The grid's pixel before this one. */
    int first(int index) {
        return firsts[index];
    }

    /** The grid's pixel after this one. */
    int second(int index) {
        return seconds[index];
    }

    /** How much of {@link #second} there is in the value: 0 to 1. */
    float share(int index) {
        return shares[index];
    }

    int size() {
        return firsts.length;
    }
}
