package dev.backdrop.local.simulator.fashn;

import java.util.Optional;

/**
 * What the pipeline got from a task's {@code image}.
 *
 * @param png the photo upright, shrunk to the largest result; empty if it couldn't be loaded
 * @param error why not, in the vendor's words; empty if it could
 */
record LoadedPhoto(byte[] png, Optional<String> error) {

    static LoadedPhoto of(byte[] png) {
        return new LoadedPhoto(png, Optional.empty());
    }

    static LoadedPhoto failed(String error) {
        return new LoadedPhoto(new byte[0], Optional.of("Error loading input image: " + error));
    }

    /** The verdict alone, once nobody can ask for the picture any more. */
    LoadedPhoto withoutPixels() {
        return new LoadedPhoto(new byte[0], error);
    }
}
