package dev.backdrop.photo;

/** Prepares rows for packing: each as its difference to what is left of it, above it, or both, whichever is smallest. */
final class PngFilter {

    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int PAETH = 4;

    private PngFilter() {}

    /** This many rows in PNG's order of channels, each behind the number of its filter. */
    static byte[] filter(Bitmap bitmap, int top, int count) {
        int length = bitmap.width() * bitmap.channels();
        byte[] out = new byte[count * (length + 1)];
        byte[] above = new byte[length];
        byte[] row = new byte[length];
        byte[][] tried = new byte[PAETH + 1][length];
        if (top > 0) {
            load(bitmap, top - 1, above);
        }
        for (int y = 0; y < count; y++) {
            load(bitmap, top + y, row);
            int best = best(row, above, bitmap.channels(), tried);
            out[y * (length + 1)] = (byte) best;
            System.arraycopy(best == NONE ? row : tried[best], 0, out, y * (length + 1) + 1, length);
            byte[] spare = above;
            above = row;
            row = spare;
        }
        return out;
    }

    private static void load(Bitmap bitmap, int y, byte[] row) {
        byte[] data = bitmap.data();
        int from = y * row.length;
        if (bitmap.hasAlpha()) {
            for (int i = 0; i < row.length; i += 4, from += 4) {
                row[i] = data[from + 3];
                row[i + 1] = data[from + 2];
                row[i + 2] = data[from + 1];
                row[i + 3] = data[from];
            }
        } else {
            for (int i = 0; i < row.length; i += 3, from += 3) {
                row[i] = data[from + 2];
                row[i + 1] = data[from + 1];
                row[i + 2] = data[from];
            }
        }
    }

    private static int best(byte[] row, byte[] above, int pixel, byte[][] tried) {
        long none = 0;
        long sub = 0;
        long up = 0;
        long paeth = 0;
        for (int i = 0; i < row.length; i++) {
            int value = row[i];
            int left = i < pixel ? 0 : row[i - pixel];
            int corner = i < pixel ? 0 : above[i - pixel];
            byte bySub = (byte) (value - left);
            byte byUp = (byte) (value - above[i]);
            byte byPaeth = (byte) (value - PngDecoder.paeth(left & 0xFF, above[i] & 0xFF, corner & 0xFF));
            tried[SUB][i] = bySub;
            tried[UP][i] = byUp;
            tried[PAETH][i] = byPaeth;
            none += Math.abs(value);
            sub += Math.abs(bySub);
            up += Math.abs(byUp);
            paeth += Math.abs(byPaeth);
        }
        long least = Math.min(Math.min(none, sub), Math.min(up, paeth));
        if (least == none) {
            return NONE;
        }
        if (least == sub) {
            return SUB;
        }
        return least == up ? UP : PAETH;
    }
}
