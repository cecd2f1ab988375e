package dev.backdrop.local.studio;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Spreads work on independent rows, or columns, over the cores. */
final class Rows {

    /** Enough bands to even out the load, few enough that handing them out costs nothing. */
    private static final int BANDS = 4 * Runtime.getRuntime().availableProcessors();

    private Rows() {}

    /** What is done for the rows, or pixels, from {@code from} up to, not including, {@code to}. */
    interface Band {
        void work(int from, int to);
    }

    static void each(int count, IntConsumer row) {
        bands(count, (from, to) -> {
            for (int index = from; index < to; index++) {
                row.accept(index);
            }
        });
    }

    static void bands(int count, Band band) {
        int bands = Math.min(count, BANDS);
        IntStream.range(0, bands)
                .parallel()
                .forEach(index ->
                        band.work((int) ((long) count * index / bands), (int) ((long) count * (index + 1) / bands)));
    }
}
