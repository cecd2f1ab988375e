package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.SeededIds;

/** What task ids look like; the vendor promises nothing but text. */
public enum TaskIds {
    /** Letters, digits, dashes and underscores, as in the current samples. */
    URL_SAFE,
    /** Plain base64, with characters that an address must encode, as file ids have. */
    BASE64,
    /** A number past 2^53, always as text. */
    DIGITS;

    String next(SeededIds ids) {
        return switch (this) {
            case URL_SAFE -> ids.urlSafe("task");
            case BASE64 -> ids.base64("task");
            case DIGITS -> ids.digits("task");
        };
    }
}
