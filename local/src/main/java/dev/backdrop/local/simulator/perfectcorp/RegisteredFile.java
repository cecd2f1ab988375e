package dev.backdrop.local.simulator.perfectcorp;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A photo that was announced, and its bytes once they were put. */
final class RegisteredFile {

    private final String id;
    private final String path;
    private final Instant registered;
    private byte[] bytes;

    RegisteredFile(String id, String path, Instant registered) {
        this.id = id;
        this.path = path;
        this.registered = registered;
    }

    String id() {
        return id;
    }

    /** Its path at the upload host. */
    String path() {
        return path;
    }

    Instant registered() {
        return registered;
    }

    synchronized Optional<byte[]> bytes() {
        return Optional.ofNullable(bytes);
    }

    /** Takes the bytes; false if others were put before. The same again changes nothing. */
    synchronized boolean put(byte[] photo) {
        if (bytes != null) {
            return Arrays.equals(bytes, photo);
        }
        bytes = photo;
        return true;
    }
}
