package dev.backdrop.photo;

import java.util.stream.IntStream;

/** How a stored picture must be turned to be seen upright: the eight values of EXIF's tag 0x0112, in their order. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, false, true),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, true, false);

    private static final int TILE = 64;

    private final boolean swapped;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** EXIF's number, 1 to 8; anything else means nothing and counts as upright. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    int exif() {
        return ordinal() + 1;
    }

    int width(int storedWidth, int storedHeight) {
        return swapped ? storedHeight : storedWidth;
    }

    int height(int storedWidth, int storedHeight) {
        return swapped ? storedWidth : storedHeight;
    }

    /** The picture as it should be seen; the same object when nothing has to be turned. */
    Bitmap apply(Bitmap stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = width(stored.width(), stored.height());
        int height = height(stored.width(), stored.height());
        Bitmap upright = Bitmap.blank(width, height, stored.channels());
        int tileRows = (height + TILE - 1) / TILE;
        // Tiles keep both the reads and the writes of a quarter turn within the processor's cache.
        IntStream.range(0, tileRows).parallel().forEach(row -> {
            for (int left = 0; left < width; left += TILE) {
                copyTile(stored, upright, left, row * TILE);
            }
        });
        return upright;
    }

    private void copyTile(Bitmap stored, Bitmap upright, int left, int top) {
        int channels = stored.channels();
        int across = (fromRight ? -1 : 1) * channels;
        int down = (fromBottom ? -1 : 1) * stored.width() * channels;
        int origin = (fromRight ? (stored.width() - 1) * channels : 0)
                + (fromBottom ? (stored.height() - 1) * stored.width() * channels : 0);
        int stepX = swapped ? down : across;
        int stepY = swapped ? across : down;
        int right = Math.min(left + TILE, upright.width());
        int bottom = Math.min(top + TILE, upright.height());
        byte[] from = stored.data();
        byte[] to = upright.data();
        for (int y = top; y < bottom; y++) {
            int source = origin + left * stepX + y * stepY;
            int target = (y * upright.width() + left) * channels;
            for (int x = left; x < right; x++, source += stepX) {
                for (int c = 0; c < channels; c++) {
                    to[target++] = from[source + c];
                }
            }
        }
    }
}
