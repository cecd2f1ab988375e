package dev.backdrop.photo;

/**
 * A PNG's IHDR.
 *
 * @param depth bits a channel, or an index: 1, 2, 4, 8 or 16
 * @param color PNG's colour type: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int depth, int color, boolean interlaced) {

    static PngHeader read(Bytes in, int at) throws UnreadablePhotoException {
        int depth = in.u8(at + 8);
        int color = in.u8(at + 9);
        boolean known = switch (color) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known || in.u8(at + 10) != 0 || in.u8(at + 11) != 0 || in.u8(at + 12) > 1) {
            throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "its header makes no sense");
        }
        return new PngHeader(side(in, at), side(in, at + 4), depth, color, in.u8(at + 12) == 1);
    }

    /** Sides beyond an int are beyond every limit, too. */
    private static int side(Bytes in, int at) {
        return (int) Math.min(Integer.MAX_VALUE, in.u32be(at));
    }

    boolean isGrey() {
        return color == 0 || color == 4;
    }

    boolean isPalette() {
        return color == 3;
    }

    boolean hasAlphaChannel() {
        return color >= 4;
    }

    /** Samples that each pixel has in the file. */
    int samples() {
        return switch (color) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** The distance, in bytes, at which filters look left. */
    int pixelBytes() {
        return Math.max(1, samples() * depth / 8);
    }

    int rowBytes(int pixels) {
        return (int) (((long) pixels * samples() * depth + 7) / 8);
    }
}
