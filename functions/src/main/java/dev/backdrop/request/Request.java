package dev.backdrop.request;

import java.util.Objects;

/**
 * What was asked of one photo, with nothing left to decide but which vendor {@code auto} is.
 *
 * @param background what goes behind the subject
 * @param provider a vendor's name, or {@link #AUTO}
 * @param seed makes a vendor repeat itself, 0 to 2^32 - 1, or null for the vendor's own choice
 * @param output what the result should be
 * @param placement where the photo sits in the result, or null for where it was
 */
public record Request(Background background, String provider, Long seed, Output output, Placement placement) {

    /** Any vendor that has a key and can do what is asked. */
    public static final String AUTO = "auto";

    /** A request that leaves the photo where it was. */
    public Request(Background background, String provider, Long seed, Output output) {
        this(background, provider, seed, output, null);
    }

    public Request {
        Objects.requireNonNull(background, "background");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(output, "output");
    }
}
