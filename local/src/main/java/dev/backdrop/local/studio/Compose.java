package dev.backdrop.local.studio;

/** Puts a subject on a backdrop. */
final class Compose {

    private Compose() {}

    /** Overwrites the photo's own pixels, because a second copy of a large photo costs more than the whole work. */
    static Picture inPlace(Picture photo, Matte matte, Backdrop backdrop) {
        int width = photo.width();
        Rows.bands(photo.height(), (from, to) -> {
            Matte.Reader reader = matte.new Reader(photo);
            int[] subject = new int[width];
            int[] behind = new int[width];
            for (int row = from; row < to; row++) {
                reader.read(row, subject);
                backdrop.paint(row, behind);
                int start = row * width;
                for (int x = 0; x < width; x++) {
                    photo.argb()[start + x] = over(subject[x], behind[x]);
                }
            }
        });
        return photo;
    }

    /** One pixel over another. */
    static int over(int front, int back) {
        int alpha = front >>> 24;
        if (alpha == 255) {
            return front;
        }
        if (alpha == 0) {
            return back;
        }
        if (back >>> 24 == 0) {
            return front;
        }
        int rest = 255 - alpha;
        int red = (front >> 16 & 0xff) * alpha + (back >> 16 & 0xff) * rest;
        int green = (front >> 8 & 0xff) * alpha + (back >> 8 & 0xff) * rest;
        int blue = (front & 0xff) * alpha + (back & 0xff) * rest;
        return 0xff000000 | (red + 127) / 255 << 16 | (green + 127) / 255 << 8 | (blue + 127) / 255;
    }
}
