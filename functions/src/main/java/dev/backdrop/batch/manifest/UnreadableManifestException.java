package dev.backdrop.batch.manifest;

/** A manifest of which no line can be understood. */
public final class UnreadableManifestException extends RuntimeException {

    public UnreadableManifestException(String message) {
        super(message);
    }
}
