package dev.backdrop.local.asl.evaluator;

/** An expression gave nothing, an unusable value, or broke. Workflows see it as {@code States.QueryEvaluationError}. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EvaluationException(String message) {
        super(message);
    }

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
