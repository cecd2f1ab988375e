package dev.backdrop.local.studio;

import java.util.Arrays;

/** Pixels still to be looked at in a flood fill: a stack of plain ints, because there may be a million. */
final class Pending {

    private int[] indexes = new int[1024];
    private int count;

    void add(int index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = index;
    }

    int take() {
        return indexes[--count];
    }

    boolean isEmpty() {
        return count == 0;
    }
}
