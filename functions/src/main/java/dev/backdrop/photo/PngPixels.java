package dev.backdrop.photo;

/** Turns a PNG row's samples into blue, green, red, with alpha before them if the picture has any. */
final class PngPixels {

    private final PngHeader header;
    private final boolean alpha;

    /** For a palette, four bytes an entry: alpha, blue, green, red. */
    private final byte[] palette;

    /** The one colour, as stored, that is transparent; empty if there is none. */
    private final int[] clear;

    private PngPixels(PngHeader header, boolean alpha, byte[] palette, int[] clear) {
        this.header = header;
        this.alpha = alpha;
        this.palette = palette;
        this.clear = clear;
    }

    static PngPixels of(PngHeader header, byte[] plte, byte[] trns) throws UnreadablePhotoException {
        if (header.isPalette()) {
            if (plte.length < 3) {
                throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "its palette is missing");
            }
            return new PngPixels(header, trns.length > 0, entries(plte, trns), new int[0]);
        }
        int samples = header.samples();
        boolean keyed = !header.hasAlphaChannel() && trns.length >= 2 * samples;
        int[] clear = new int[keyed ? samples : 0];
        for (int i = 0; i < clear.length; i++) {
            clear[i] = new Bytes(trns).u16be(2 * i);
        }
        return new PngPixels(header, keyed || header.hasAlphaChannel(), new byte[0], clear);
    }

    /** Indexes beyond the palette are black, as in most viewers. */
    private static byte[] entries(byte[] plte, byte[] trns) {
        byte[] entries = new byte[4 * 256];
        for (int i = 0; i < 256; i++) {
            entries[4 * i] = i < trns.length ? trns[i] : (byte) 0xFF;
            for (int c = 0; c < 3 && 3 * i + 2 < plte.length; c++) {
                entries[4 * i + 3 - c] = plte[3 * i + c];
            }
        }
        return entries;
    }

    boolean hasAlpha() {
        return alpha;
    }

    /** Converts this many pixels of a row, from the given one on. */
    void convert(byte[] row, int first, int count, byte[] to, int at) {
        if (header.isPalette()) {
            convertPalette(row, first, count, to, at);
        } else if (header.depth() == 8 && header.color() == 2 && !alpha) {
            for (int i = 0, from = 3 * first; i < count; i++, from += 3, at += 3) {
                to[at] = row[from + 2];
                to[at + 1] = row[from + 1];
                to[at + 2] = row[from];
            }
        } else if (header.depth() == 8 && header.color() == 6) {
            for (int i = 0, from = 4 * first; i < count; i++, from += 4, at += 4) {
                to[at] = row[from + 3];
                to[at + 1] = row[from + 2];
                to[at + 2] = row[from + 1];
                to[at + 3] = row[from];
            }
        } else {
            convertSamples(row, first, count, to, at);
        }
    }

    private void convertPalette(byte[] row, int first, int count, byte[] to, int at) {
        for (int i = first; i < first + count; i++) {
            int entry = 4 * sample(row, i);
            if (alpha) {
                to[at++] = palette[entry];
            }
            to[at++] = palette[entry + 1];
            to[at++] = palette[entry + 2];
            to[at++] = palette[entry + 3];
        }
    }

    private void convertSamples(byte[] row, int first, int count, byte[] to, int at) {
        int samples = header.samples();
        for (int i = first; i < first + count; i++) {
            int from = i * samples;
            if (alpha) {
                to[at++] = header.hasAlphaChannel() ? level(sample(row, from + samples - 1)) : keyed(row, from);
            }
            int red = header.isGrey() ? from : from + 2;
            for (int c = 0; c < 3; c++) {
                to[at++] = level(sample(row, header.isGrey() ? from : red - c));
            }
        }
    }

    private byte keyed(byte[] row, int from) {
        for (int i = 0; i < clear.length; i++) {
            if (sample(row, from + i) != clear[i]) {
                return (byte) 0xFF;
            }
        }
        return 0;
    }

    /** A sample as stored, counted through the whole row. */
    private int sample(byte[] row, int index) {
        return switch (header.depth()) {
            case 8 -> row[index] & 0xFF;
            case 16 -> (row[2 * index] & 0xFF) << 8 | row[2 * index + 1] & 0xFF;
            default -> {
                int bit = index * header.depth();
                int shift = 8 - header.depth() - (bit & 7);
                yield row[bit >> 3] >> shift & (1 << header.depth()) - 1;
            }
        };
    }

    /** A stored sample as 0 to 255, rounded. */
    private byte level(int sample) {
        int most = (1 << header.depth()) - 1;
        return (byte) ((sample * 255 + most / 2) / most);
    }
}
