package dev.backdrop.local.simulator.perfectcorp;

/** What has become of an API key. */
public enum KeyState {
    ACTIVE,
    /** Refused with {@code InactiveApiKey}. */
    INACTIVE,
    /** Refused with {@code ExpiredApiKey}. */
    EXPIRED
}
