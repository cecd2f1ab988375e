package dev.backdrop.local.cloud.functions;

/** Lambda wouldn't have invoked the function at all. */
public final class InvocationRefusedException extends RuntimeException {

    private final String code;

    InvocationRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Lambda's own name for it, such as {@code ResourceNotFoundException}. */
    public String code() {
        return code;
    }
}
