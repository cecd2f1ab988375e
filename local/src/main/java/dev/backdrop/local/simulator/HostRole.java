package dev.backdrop.local.simulator;

/** The three hosts that a vendor is spread over; the key belongs to the first only. */
public enum HostRole {
    /** The vendor's own API. */
    API,
    /** Where photos are put, at presigned addresses. */
    UPLOAD,
    /** Where results are fetched from, at presigned addresses. */
    RESULT
}
