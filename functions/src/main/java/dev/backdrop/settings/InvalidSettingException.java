package dev.backdrop.settings;

/** A setting that is missing or makes no sense; the message names it. */
public final class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
