package dev.backdrop.photo;

/**
 * Decodes a PNG of any kind to 8-bit pixels. Our own because the one in the JDK stumbles over broken text and profiles
 * that don't matter, and because cut-off data must be told from a picture that is whole.
 */
final class PngDecoder {

    /** Adam7: first column, first row, column step, row step of each pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    private final PngHeader header;
    private final PngPixels pixels;
    private final PngData data;
    private final int step;

    PngDecoder(PngHeader header, PngPixels pixels, PngData data, int step) {
        this.header = header;
        this.pixels = pixels;
        this.data = data;
        this.step = step;
    }

    Bitmap decode() throws UnreadablePhotoException {
        Bitmap bitmap = Bitmap.blank(
                PhotoFile.stepped(header.width(), step),
                PhotoFile.stepped(header.height(), step),
                pixels.hasAlpha() ? 4 : 3);
        for (int[] pass : header.interlaced() ? PASSES : WHOLE) {
            decode(pass, bitmap);
        }
        return bitmap;
    }

    private void decode(int[] pass, Bitmap bitmap) throws UnreadablePhotoException {
        int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
        int rows = (header.height() - pass[1] + pass[3] - 1) / pass[3];
        if (columns <= 0 || rows <= 0) {
            return;
        }
        int rowBytes = header.rowBytes(columns);
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] filter = new byte[1];
        for (int i = 0; i < rows; i++) {
            data.read(filter, 1);
            data.read(row, rowBytes);
            unfilter(filter[0], row, above);
            int y = pass[1] + i * pass[3];
            if (y % step == 0) {
                place(row, columns, pass, y / step, bitmap);
            }
            byte[] spare = above;
            above = row;
            row = spare;
        }
    }

    private void place(byte[] row, int columns, int[] pass, int y, Bitmap bitmap) {
        int start = y * bitmap.width() * bitmap.channels();
        if (step == 1 && pass[2] == 1) {
            pixels.convert(row, 0, columns, bitmap.data(), start);
            return;
        }
        for (int i = 0; i < columns; i++) {
            int x = pass[0] + i * pass[2];
            if (x % step == 0) {
                int at = start + x / step * bitmap.channels();
                pixels.convert(row, i, 1, bitmap.data(), at);
            }
        }
    }

    private void unfilter(int filter, byte[] row, byte[] above) throws UnreadablePhotoException {
        int left = header.pixelBytes();
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = left; i < row.length; i++) {
                    row[i] += row[i - left];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int before = i < left ? 0 : row[i - left] & 0xFF;
                    row[i] += (byte) (before + (above[i] & 0xFF) >> 1);
                }
            }
            case 4 -> unfilterPaeth(row, above, left);
            default -> throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "unknown filter " + (filter & 0xFF));
        }
    }

    private static void unfilterPaeth(byte[] row, byte[] above, int left) {
        int first = Math.min(left, row.length);
        for (int i = 0; i < first; i++) {
            row[i] += above[i];
        }
        for (int i = first; i < row.length; i++) {
            row[i] += (byte) paeth(row[i - left] & 0xFF, above[i] & 0xFF, above[i - left] & 0xFF);
        }
    }

    /** Of left, up and upper left, the one nearest to left + up - upper left. */
    static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
