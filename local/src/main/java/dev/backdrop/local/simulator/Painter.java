package dev.backdrop.local.simulator;

import java.io.IOException;

/** Makes the pictures that simulated vendors return; the same input gives the same picture. Called from worker threads. */
public interface Painter {

    /**
     * Puts the subject of a photo on a new background.
     *
     * @param photo a whole JPEG or PNG
     * @param prompt what was asked for
     * @param seed makes the background repeat itself
     * @return a JPEG or PNG of the photo's size
     * @throws IOException if the photo can't be painted
     */
    byte[] paint(byte[] photo, String prompt, long seed) throws IOException;

    /**
     * The subject alone.
     *
     * @param photo a whole JPEG or PNG
     * @return a PNG of the photo's size, transparent where the background was
     * @throws IOException if the photo can't be read
     */
    byte[] cutOut(byte[] photo) throws IOException;

    /**
     * Puts a new background behind a subject that has been cut out already.
     *
     * @param foreground a PNG with transparency
     * @return a JPEG or PNG of the foreground's size
     * @throws IOException if the foreground can't be read
     */
    byte[] paintBehind(byte[] foreground, String prompt, long seed) throws IOException;
}
