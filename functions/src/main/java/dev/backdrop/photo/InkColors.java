package dev.backdrop.photo;

/** Arithmetic on CMYK samples, four bytes a pixel, for pictures that carry no profile to say what their inks look like. */
final class InkColors {

    private InkColors() {}

    /** Undoes YCCK's luma and chroma, which are those of the complement of the inks, in place. */
    static void yccToCmy(byte[] data) {
        for (int i = 0; i < data.length; i += 4) {
            int luma = data[i] & 0xFF;
            int cb = (data[i + 1] & 0xFF) - 128;
            int cr = (data[i + 2] & 0xFF) - 128;
            data[i] = clamp(255 - luma - (91_881 * cr + 32_768 >> 16));
            data[i + 1] = clamp(255 - luma + (22_554 * cb + 46_802 * cr + 32_768 >> 16));
            data[i + 2] = clamp(255 - luma - (116_130 * cb + 32_768 >> 16));
        }
    }

    static void invert(byte[] data) {
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ~data[i];
        }
    }

    /** 255 is full ink; light that passes the colour and then the black. */
    static Bitmap toSrgb(byte[] cmyk, int width, int height) {
        Bitmap bitmap = Bitmap.blank(width, height, 3);
        byte[] to = bitmap.data();
        for (int from = 0, at = 0; from < cmyk.length; from += 4, at += 3) {
            int light = 255 - (cmyk[from + 3] & 0xFF);
            for (int c = 0; c < 3; c++) {
                to[at + c] = (byte) (((255 - (cmyk[from + 2 - c] & 0xFF)) * light + 127) / 255);
            }
        }
        return bitmap;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
