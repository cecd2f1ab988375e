package dev.backdrop.batch;

/** A batch that can't be done as it was asked for; the message says what to write instead. */
public final class InvalidBatchException extends RuntimeException {

    public InvalidBatchException(String message) {
        super(message);
    }
}
