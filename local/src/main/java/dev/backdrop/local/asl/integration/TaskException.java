package dev.backdrop.local.asl.integration;

/** A task failed, with the error name that Retry and Catch match. */
public final class TaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String error;

    public TaskException(String error, String cause) {
        super(cause);
        this.error = error;
    }

    public String error() {
        return error;
    }
}
