package dev.backdrop.local.cloud.states;

/** A call that Step Functions refuses, with the name of its error. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    public ApiException(String type, String message) {
        super(message);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
