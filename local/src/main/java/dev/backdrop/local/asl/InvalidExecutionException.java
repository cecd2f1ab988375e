package dev.backdrop.local.asl;

/** An execution can't be started with this name or input. */
public final class InvalidExecutionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String error;

    InvalidExecutionException(String error, String message) {
        super(message);
        this.error = error;
    }

    /** What Step Functions calls it: {@code InvalidName} or {@code InvalidExecutionInput}. */
    public String error() {
        return error;
    }
}
