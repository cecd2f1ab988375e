package dev.backdrop.local.studio;

/**
 * Three channels, values 0 to 1.
 *
 * @param red a plane as large as the others
 * @param green a plane as large as the others
 * @param blue a plane as large as the others
 */
record Colors(Plane red, Plane green, Plane blue) {

    static Colors of(Picture picture) {
        return new Colors(picture.channel(16), picture.channel(8), picture.channel(0));
    }

    int width() {
        return red.width();
    }

    int height() {
        return red.height();
    }

    Colors blurred(int radius) {
        return new Colors(red.blurred(radius), green.blurred(radius), blue.blurred(radius));
    }

    Colors resizedTo(int width, int height) {
        return new Colors(red.resizedTo(width, height), green.resizedTo(width, height), blue.resizedTo(width, height));
    }
}
