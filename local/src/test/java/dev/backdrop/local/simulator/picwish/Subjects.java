package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.BorderPainter;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Subjects that have been cut out, and a painter that cuts out just these. */
final class Subjects {

    private Subjects() {}

    /** 40 x 30, see-through but for a red box of 10 x 6 at 12, 8, half of whose last row lets half of the light through. */
    static byte[] png() {
        return Pictures.png(picture());
    }

    static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(12, 8, 10, 6);
        canvas.dispose();
        for (int x = 12; x < 17; x++) {
            picture.setRGB(x, 13, 0x80ff0000);
        }
        return picture;
    }

    /** 40 x 30 in one colour all over. */
    static byte[] opaque() {
        return TestPictures.png(40, 30);
    }

    /** Whatever the photo, cuts out the same subject. */
    static final class Painter extends BorderPainter {

        @Override
        public byte[] cutOut(byte[] photo) {
            return png();
        }
    }
}
