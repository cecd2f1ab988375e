package dev.backdrop.local.asl.evaluator;

/** Not an expression that Step Functions would take. */
public final class InvalidExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidExpressionException(String message) {
        super(message);
    }

    public InvalidExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
