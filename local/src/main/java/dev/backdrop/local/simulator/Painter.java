package dev.backdrop.local.simulator;

import java.io.IOException;

/** Makes the picture that a simulated vendor returns. */
@FunctionalInterface
public interface Painter {

    /**
     * Puts the subject of a photo on a new background; the same input gives the same picture. Called from worker threads.
     *
     * @param photo a whole JPEG or PNG
     * @param contentType what the photo is, {@code image/jpeg} or {@code image/png}
     * @param prompt what was asked for
     * @param seed makes the background repeat itself
     * @return a JPEG or PNG
     * @throws IOException if the photo can't be painted
     */
    byte[] paint(byte[] photo, String contentType, String prompt, long seed) throws IOException;
}
