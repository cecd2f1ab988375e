package dev.backdrop.photo;

import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntBinaryOperator;

/** What vendors return, drawn to test with. */
final class CutOuts {

    private CutOuts() {}

    /** A PNG whose pixels, alpha first, are told by column and row. */
    static byte[] png(int width, int height, IntBinaryOperator argb) {
        return Pixels.encode(image(width, height, argb), OutputFormat.PNG);
    }

    static BufferedImage image(int width, int height, IntBinaryOperator argb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb.applyAsInt(x, y));
            }
        }
        return image;
    }

    /** All of it red, half seen through: shows where the cut-out's edges come to lie. */
    static byte[] tinted(int width, int height) {
        return png(width, height, (x, y) -> 0x80FF0000);
    }

    /** Red, green over blue, white, with one pixel of nothing in the upper left corner. */
    static byte[] quarters(int width, int height) {
        BufferedImage quarters = Pictures.quarters(width, height);
        return png(width, height, (x, y) -> x + y == 0 ? 0 : quarters.getRGB(x, y));
    }

    /** A disc of one colour with a soft edge a fifth of the picture wide; what can't be seen has another colour. */
    static byte[] softDisc(int side, Color subject, Color unseen) {
        return png(side, side, (x, y) -> {
            double distance = Math.hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) / side;
            int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, (0.45 - distance) / 0.2)));
            return alpha << 24 | (alpha == 0 ? unseen : subject).getRGB() & 0xFFFFFF;
        });
    }
}
