package dev.backdrop.local.cloud.events;

/** A target can't take this event, now or later. */
public final class UndeliverableException extends RuntimeException {

    public UndeliverableException(String message) {
        super(message);
    }
}
