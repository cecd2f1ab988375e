package dev.backdrop.local.cli;

/** The application can't start here. The message says why, and what to do about it. */
public final class CannotStartException extends RuntimeException {

    public CannotStartException(String message) {
        super(message);
    }

    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
