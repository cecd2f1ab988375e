package dev.backdrop.local.simulator;

import dev.backdrop.photo.Pixels;
import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Takes the middle of a photo for its subject, and a colour that follows from prompt and seed for a background. It knows
 * nothing of subjects: quick, and enough to see that a result belongs to its photo and its prompt.
 */
public class BorderPainter implements Painter {

    /** The border is this part of each side. */
    private static final int BORDER_PART = 5;

    private final OutputFormat format;

    /** Paints JPEGs. */
    public BorderPainter() {
        this(OutputFormat.JPEG);
    }

    public BorderPainter(OutputFormat format) {
        this.format = format;
    }

    @Override
    public byte[] paint(byte[] photo, String prompt, long seed) throws IOException {
        return encoded(on(colour(prompt, seed), middle(Pictures.decode(photo))));
    }

    @Override
    public byte[] cutOut(byte[] photo) throws IOException {
        return Pictures.png(middle(Pictures.decode(photo)));
    }

    @Override
    public byte[] paintBehind(byte[] foreground, String prompt, long seed) throws IOException {
        return encoded(on(colour(prompt, seed), Pictures.decode(foreground)));
    }

    private byte[] encoded(BufferedImage picture) {
        return Pixels.encode(picture, format);
    }

    private static BufferedImage on(Color ground, BufferedImage subject) {
        BufferedImage result = new BufferedImage(subject.getWidth(), subject.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = result.createGraphics();
        canvas.setColor(ground);
        canvas.fillRect(0, 0, result.getWidth(), result.getHeight());
        canvas.drawImage(subject, 0, 0, null);
        canvas.dispose();
        return result;
    }

    private static BufferedImage middle(BufferedImage photo) {
        int width = photo.getWidth();
        int height = photo.getHeight();
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D canvas = result.createGraphics();
        int left = border(width);
        int top = border(height);
        canvas.setClip(left, top, width - 2 * left, height - 2 * top);
        canvas.drawImage(photo, 0, 0, null);
        canvas.dispose();
        return result;
    }

    /** At least one pixel, unless that would leave nothing. */
    private static int border(int side) {
        return side < 3 ? 0 : Math.max(1, side / BORDER_PART);
    }

    /** The colour of a prompt's background. */
    static Color colour(String prompt, long seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            byte[] hash = digest.digest(prompt.getBytes(StandardCharsets.UTF_8));
            return new Color(hash[0] & 0xff, hash[1] & 0xff, hash[2] & 0xff);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
