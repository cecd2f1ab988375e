package dev.backdrop.local.asl;

/** No task waits for this token: it never existed, or its task has ended, timed out or been called off. */
public final class UnknownTaskTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownTaskTokenException() {
        super("No task waits for this token: it has ended, timed out or never existed");
    }
}
