package dev.backdrop.local.asl;

/** A state failed, with the name that Retry and Catch match. Carries no stack: it is part of normal running. */
final class StateFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String error;

    /** @param error null for a Fail state without an Error */
    StateFailure(String error, String cause) {
        super(cause, null, false, false);
        this.error = error;
    }

    String error() {
        return error;
    }

    String cause() {
        return getMessage();
    }
}
