package dev.backdrop.local.simulator.perfectcorp;

/** What a task meets whose photo was registered but never put; the vendor's guide names both. */
public enum MissingUpload {
    /** 404. */
    NOT_FOUND,
    /** 500 with {@code unknown_internal_error}. */
    INTERNAL_ERROR
}
