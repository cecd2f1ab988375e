package dev.backdrop.local.cli;

/** What was asked can't be done as it was written; nothing has been started. The message says what to write instead. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
