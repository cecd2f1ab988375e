package dev.backdrop.local.studio;

import dev.backdrop.request.Rgb;
import java.util.Arrays;

/** The backdrops that need no imagination. */
final class Backdrops {

    private Backdrops() {}

    static Backdrop color(Rgb rgb) {
        int pixel = 0xff000000 | rgb.red() << 16 | rgb.green() << 8 | rgb.blue();
        return (row, out) -> Arrays.fill(out, pixel);
    }

    static Backdrop nothing() {
        return (row, out) -> Arrays.fill(out, 0);
    }

    /**
     * A picture that covers the whole of the result, centred, its surplus cut off. Where it is transparent, it is white.
     *
     * @param width of the result
     * @param height of the result
     */
    static Backdrop picture(Picture picture, int width, int height) {
        double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
        Picture source = onWhite(picture);
        if (scale < 1) {
            source = source.shrunkTo(Math.max(width, (int) Math.round(picture.width() * scale)), Math.max(height, (int)
                    Math.round(picture.height() * scale)));
            scale = 1;
        }
        return new Covering(source, width, height, scale);
    }

    private static Picture onWhite(Picture picture) {
        Rows.bands(picture.argb().length, (from, to) -> {
            for (int at = from; at < to; at++) {
                picture.argb()[at] = Compose.over(picture.argb()[at], 0xffffffff);
            }
        });
        return picture;
    }

    /** A picture enlarged by interpolation, or taken pixel by pixel. */
    private record Covering(Picture source, int width, int height, double scale) implements Backdrop {

        @Override
        public void paint(int row, int[] out) {
            double y = place(row, height, source.height());
            int upper = (int) y;
            int lower = Math.min(source.height() - 1, upper + 1);
            for (int x = 0; x < width; x++) {
                double across = place(x, width, source.width());
                int left = (int) across;
                int right = Math.min(source.width() - 1, left + 1);
                int above = mix(at(left, upper), at(right, upper), across - left);
                int below = mix(at(left, lower), at(right, lower), across - left);
                out[x] = mix(above, below, y - upper);
            }
        }

        private double place(int at, int size, int sourceSize) {
            double place = (at + 0.5 - size / 2.0) / scale + sourceSize / 2.0 - 0.5;
            // Halves come from odd surpluses; a picture that isn't enlarged is not to be blurred for one.
            double exact = scale == 1 ? Math.floor(place) : place;
            return Math.min(Math.max(exact, 0), sourceSize - 1);
        }

        private int at(int x, int y) {
            return source.argb()[y * source.width() + x];
        }

        private static int mix(int one, int other, double share) {
            if (share == 0 || one == other) {
                return one;
            }
            int part = (int) Math.round(share * 256);
            int rest = 256 - part;
            int redBlue = (one & 0xff00ff) * rest + (other & 0xff00ff) * part >>> 8;
            int green = (one & 0xff00) * rest + (other & 0xff00) * part >>> 8;
            return 0xff000000 | redBlue & 0xff00ff | green & 0xff00;
        }
    }
}
