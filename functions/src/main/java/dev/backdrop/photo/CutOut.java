package dev.backdrop.photo;

/** What a subject on nothing must be: neither all there nor all gone. */
final class CutOut {

    private CutOut() {}

    /** @throws UnreadablePhotoException if nothing in it can be seen through, or nothing in it can be seen */
    static void check(Bitmap bitmap) throws UnreadablePhotoException {
        if (!bitmap.isTransparent()) {
            throw new UnreadablePhotoException(
                    "opaque: nothing was cut away", "Send the subject alone, on an alpha channel.");
        }
        if (bitmap.isEmpty()) {
            throw new UnreadablePhotoException(
                    "empty: no subject was left", "Send a photo in which the subject stands out.");
        }
    }
}
