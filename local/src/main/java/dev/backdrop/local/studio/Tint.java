package dev.backdrop.local.studio;

import dev.backdrop.request.Rgb;

/** A colour to paint with, sRGB, parts 0 to 1. */
record Tint(float red, float green, float blue) {

    private static final Tint WHITE = new Tint(1, 1, 1);
    private static final Tint BLACK = new Tint(0, 0, 0);

    static Tint of(Rgb rgb) {
        return new Tint(rgb.red() / 255f, rgb.green() / 255f, rgb.blue() / 255f);
    }

    /** On the way to another colour; 0 is this one and 1 the other. */
    Tint towards(Tint other, float share) {
        return new Tint(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    Tint lighter(float share) {
        return towards(WHITE, share);
    }

    Tint darker(float share) {
        return towards(BLACK, share);
    }

    float brightness() {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    /** More colourful, or less for a negative share; -1 is grey. */
    Tint saturated(float share) {
        float grey = brightness();
        return new Tint(
                clamp(grey + (red - grey) * (1 + share)),
                clamp(grey + (green - grey) * (1 + share)),
                clamp(grey + (blue - grey) * (1 + share)));
    }

    private static float clamp(float value) {
        return Math.min(1, Math.max(0, value));
    }
}
