package dev.backdrop.local.cloud.dynamodb;

/** Tables that an earlier run has stored can't be used. The message says why, without a full stop. */
public final class UnreadableTablesException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    UnreadableTablesException(String message, Throwable cause) {
        super(message, cause);
    }
}
