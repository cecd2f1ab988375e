package dev.backdrop.local.asl;

/** An execution can't be started with this name or input. */
public final class InvalidExecutionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidExecutionException(String message) {
        super(message);
    }
}
