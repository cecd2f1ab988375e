package dev.backdrop.photo;

import dev.backdrop.request.Rgb;

/** What we put behind a subject ourselves. */
public sealed interface Ground {

    /** One colour, everywhere. */
    record Flat(Rgb rgb) implements Ground {}

    /**
     * A picture that fills the canvas in its own shape, centred; what sticks out is cut.
     *
     * @param file in any format that the gate reads; what can be seen through is white
     */
    record Picture(byte[] file) implements Ground {}

    /** Nothing: the alpha channel stays in a PNG, and a JPEG is white. */
    record None() implements Ground {}
}
