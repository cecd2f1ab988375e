package dev.backdrop.local.cloud.events;

/** An event pattern that EventBridge would refuse, or that isn't known here; the message names what and where. */
public final class PatternException extends RuntimeException {

    public PatternException(String message) {
        super(message);
    }
}
