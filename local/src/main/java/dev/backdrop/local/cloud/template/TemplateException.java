package dev.backdrop.local.cloud.template;

/** A template that can't be run here; the message names the resource or the place, and what it is that isn't known. */
public final class TemplateException extends RuntimeException {

    public TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
