package dev.backdrop.batch;

import java.util.Locale;

/** Kinds of manifests, told by their names. */
public final class Formats {

    private static final String CSV = ".csv";
    private static final String JSON_LINES = ".jsonl";

    private Formats() {}

    public static boolean isManifest(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.endsWith(CSV) || name.endsWith(JSON_LINES);
    }

    static boolean isCsv(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(CSV);
    }
}
