package dev.backdrop.job;

/** The photo store or the job store stayed away; the step can be repeated. The workflow retries on this name. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
