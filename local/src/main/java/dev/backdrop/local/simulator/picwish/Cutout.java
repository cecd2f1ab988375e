package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.photo.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A subject on nothing, and what can be made of it.
 *
 * @param picture transparent where the subject isn't; opaque if it is everywhere
 */
record Cutout(BufferedImage picture) {

    /** The box around all that can be seen; empty if nothing can. */
    Optional<Rectangle> box() {
        int left = picture.getWidth();
        int top = picture.getHeight();
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (alpha(x, y) > 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return right < 0 ? Optional.empty() : Optional.of(new Rectangle(left, top, right - left + 1, bottom - top + 1));
    }

    private int alpha(int x, int y) {
        return picture.getRGB(x, y) >>> 24;
    }

    Cutout cropped(Rectangle box) {
        return new Cutout(picture.getSubimage(box.x, box.y, box.width, box.height));
    }

    /** The subject in white on black, and what it lets through in grey: a PNG with one channel. */
    byte[] mask() {
        BufferedImage mask = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                mask.getRaster().setSample(x, y, 0, alpha(x, y));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(mask, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can always be written to", impossible);
        }
        return bytes.toByteArray();
    }

    byte[] png() {
        return Pictures.png(picture);
    }

    BufferedImage on(Color color) {
        return onto(canvas -> {
            canvas.setColor(color);
            canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        });
    }

    /** On the middle of another picture, which fills the canvas in its own shape; what is too much of it is cut off. */
    BufferedImage on(BufferedImage backdrop) {
        double scale = Math.max(
                (double) picture.getWidth() / backdrop.getWidth(), (double) picture.getHeight() / backdrop.getHeight());
        double longer = Math.max(backdrop.getWidth(), backdrop.getHeight()) * scale;
        // Shrunk first, with a filter that looks at every pixel; drawing would skip most of them.
        BufferedImage fitted = scale < 1 ? Pixels.shrink(backdrop, (int) Math.ceil(longer)) : backdrop;
        double width = fitted.getWidth() * picture.getHeight() > fitted.getHeight() * picture.getWidth()
                ? (double) fitted.getHeight() * picture.getWidth() / picture.getHeight()
                : fitted.getWidth();
        double height = width * picture.getHeight() / picture.getWidth();
        int left = (int) Math.round((fitted.getWidth() - width) / 2);
        int top = (int) Math.round((fitted.getHeight() - height) / 2);
        return onto(canvas -> canvas.drawImage(
                fitted,
                0,
                0,
                picture.getWidth(),
                picture.getHeight(),
                left,
                top,
                left + Math.max(1, (int) Math.round(width)),
                top + Math.max(1, (int) Math.round(height)),
                null));
    }

    /** How the place of the subject is painted before it. */
    private interface Ground {
        void paint(Graphics2D canvas);
    }

    private BufferedImage onto(Ground ground) {
        BufferedImage result = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = result.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        ground.paint(canvas);
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        return result;
    }
}
