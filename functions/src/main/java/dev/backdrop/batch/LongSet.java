package dev.backdrop.batch;

/** Numbers, each once, at some sixteen bytes apiece. Not for many threads. */
final class LongSet {

    private long[] slots = new long[1024];
    private int size;
    private boolean hasZero;

    /** @return false if it was there already */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (!put(slots, value)) {
            return false;
        }
        if (++size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                put(larger, value);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long value) {
        int mask = slots.length - 1;
        int slot = Long.hashCode(value * 0x9E3779B97F4A7C15L) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = value;
        return true;
    }
}
