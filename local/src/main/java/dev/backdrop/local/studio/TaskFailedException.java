package dev.backdrop.local.studio;

/** A task that can't be done; the message says why, the code is the protocol's. */
final class TaskFailedException extends Exception {

    private final String code;

    TaskFailedException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
