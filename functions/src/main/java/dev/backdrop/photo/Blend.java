package dev.backdrop.photo;

import java.util.stream.IntStream;

/** Puts one picture on another, in sRGB's own numbers, as browsers and picture editors do. */
final class Blend {

    private Blend() {}

    /**
     * Draws over a part of a ground, in place.
     *
     * @param top with alpha; fits on the ground at that place
     * @param ground without alpha
     * @param x column of the ground where its first column goes
     * @param y row of the ground where its first row goes
     */
    static void over(Bitmap top, Bitmap ground, int x, int y) {
        byte[] from = top.data();
        byte[] to = ground.data();
        IntStream.range(0, top.height()).parallel().forEach(row -> {
            int at = ((y + row) * ground.width() + x) * 3;
            int start = row * top.width() * 4;
            for (int i = start; i < start + top.width() * 4; i += 4, at += 3) {
                int alpha = from[i] & 0xFF;
                if (alpha == 255) {
                    to[at] = from[i + 1];
                    to[at + 1] = from[i + 2];
                    to[at + 2] = from[i + 3];
                } else if (alpha > 0) {
                    to[at] = mixed(from[i + 1], to[at], alpha);
                    to[at + 1] = mixed(from[i + 2], to[at + 1], alpha);
                    to[at + 2] = mixed(from[i + 3], to[at + 2], alpha);
                }
            }
        });
    }

    /** Draws one picture on another of as many channels, in place, alpha and all. */
    static void copy(Bitmap top, Bitmap ground, int x, int y) {
        int channels = top.channels();
        int rowBytes = top.width() * channels;
        for (int row = 0; row < top.height(); row++) {
            int at = ((y + row) * ground.width() + x) * channels;
            System.arraycopy(top.data(), row * rowBytes, ground.data(), at, rowBytes);
        }
    }

    /** 255 is odd, so there is no half to round either way. */
    private static byte mixed(byte top, byte ground, int alpha) {
        return (byte) (((top & 0xFF) * alpha + (ground & 0xFF) * (255 - alpha) + 127) / 255);
    }
}
