package dev.backdrop.local.simulator.picwish;

import java.util.Map;

/** Values of {@code data.state}, as the vendor's table has them. */
final class States {

    static final int DONE = 1;
    static final int FAILED = -1;
    static final int DOWNLOAD_FAILED = -3;
    static final int TOO_LARGE = -5;
    static final int INVALID_IMAGE = -7;
    static final int TIMED_OUT = -8;
    static final int EMPTY_RESULT = -11;
    static final int UNSUITABLE = -14;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(-17, "Invalid prompt"),
            Map.entry(-16, "Prohibited content, third-party review"),
            Map.entry(-15, "Insufficient resources"),
            Map.entry(UNSUITABLE, "Unsuitable content"),
            Map.entry(-13, "Canceled"),
            Map.entry(EMPTY_RESULT, "Empty result"),
            Map.entry(-10, "Prohibited content, internal review"),
            Map.entry(-9, "Loop processing failed"),
            Map.entry(TIMED_OUT, "Timed out"),
            Map.entry(INVALID_IMAGE, "Invalid image"),
            Map.entry(TOO_LARGE, "Image too large"),
            Map.entry(DOWNLOAD_FAILED, "Download failed"),
            Map.entry(-2, "Upload failed"),
            Map.entry(FAILED, "Failed"),
            Map.entry(0, "Queued"),
            Map.entry(DONE, "Complete"),
            Map.entry(2, "Preparing"),
            Map.entry(3, "Waiting"),
            Map.entry(4, "Processing"),
            Map.entry(5, "Publishing"),
            Map.entry(6, "Loop processing"));

    private States() {}

    /** What older answers say beside the number. */
    static String words(int state) {
        return WORDS.getOrDefault(state, "Unknown");
    }
}
