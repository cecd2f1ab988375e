package dev.backdrop.local.studio;

/** An answer other than the one hoped for, as the protocol's {@code {"error":{"code","message"}}}. */
final class Problem extends RuntimeException {

    private final int status;
    private final String code;

    Problem(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Problem badRequest(String message) {
        return new Problem(400, "bad-request", message);
    }

    static Problem tooMuch(String message) {
        return new Problem(429, "busy", message);
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** Stable, for programs. */
    String code() {
        return code;
    }
}
