package dev.backdrop.photo;

import java.util.Locale;

/** Sizes of files, as people say them. */
final class Megabytes {

    private Megabytes() {}

    static String of(long bytes) {
        if (bytes < 100_000) {
            return bytes + " bytes";
        }
        double megabytes = bytes / (double) (1 << 20);
        return megabytes == Math.rint(megabytes)
                ? (long) megabytes + " MB"
                : String.format(Locale.ROOT, "%.1f MB", megabytes);
    }
}
