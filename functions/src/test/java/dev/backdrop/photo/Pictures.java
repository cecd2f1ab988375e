package dev.backdrop.photo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures to test with, drawn or taken from the few small files that Java can't write. */
final class Pictures {

    static final Color GREEN = new Color(0, 200, 0);
    static final Color BLUE = new Color(0, 0, 220);

    private Pictures() {}

    /** Red, green over blue, white, so that every way of turning it can be told. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, Color.RED, 0, 0, width, height);
        fill(graphics, GREEN, width / 2, 0, width, height);
        fill(graphics, BLUE, 0, height / 2, width, height);
        fill(graphics, Color.WHITE, width / 2, height / 2, width, height);
        graphics.dispose();
        return image;
    }

    private static void fill(Graphics2D graphics, Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.fillRect(x, y, width, height);
    }

    /** Soft colours with some grain, as hard to pack as a photo. */
    static BufferedImage grainy(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(new GradientPaint(0, height, Color.PINK, width, 0, GREEN));
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        Random random = new Random(7);
        byte[] data = Bitmap.of(image).data();
        for (int i = 0; i < data.length; i++) {
            int value = (data[i] & 0xFF) + random.nextInt(9) - 4;
            data[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return image;
    }

    /** A red disc on nothing. */
    static BufferedImage disc(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillOval(side / 4, side / 4, side / 2, side / 2);
        graphics.dispose();
        return image;
    }

    static byte[] written(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer of " + format + " for " + image);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] file(String name) {
        try (InputStream in = Pictures.class.getResourceAsStream("/photos/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage decoded(byte[] bytes) {
        try {
            return Pixels.decode(bytes, 100_000_000);
        } catch (UnreadablePhotoException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The colour in the middle of a quarter: 0 upper left, 1 upper right, 2 lower left, 3 lower right. */
    static Color quarter(BufferedImage image, int number) {
        int x = image.getWidth() * (1 + 2 * (number % 2)) / 4;
        int y = image.getHeight() * (1 + 2 * (number / 2)) / 4;
        return new Color(image.getRGB(x, y), true);
    }

    static int distance(Color one, Color other) {
        return Math.max(
                Math.max(Math.abs(one.getRed() - other.getRed()), Math.abs(one.getGreen() - other.getGreen())),
                Math.max(Math.abs(one.getBlue() - other.getBlue()), Math.abs(one.getAlpha() - other.getAlpha())));
    }
}
