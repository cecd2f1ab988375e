package dev.backdrop.local.simulator;

import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Keeps the middle of a photo and fills the border with a colour that follows from prompt and seed. It knows nothing of
 * subjects: quick, and enough to see that a result belongs to its photo and its prompt.
 */
public final class BorderPainter implements Painter {

    /** The border is this part of each side. */
    private static final int BORDER_PART = 5;

    private final OutputFormat format;

    public BorderPainter(OutputFormat format) {
        this.format = format;
    }

    @Override
    public byte[] paint(byte[] photo, String contentType, String prompt, long seed) throws IOException {
        BufferedImage source = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(photo)));
        if (source == null) {
            throw new IOException("the photo is no picture that can be read");
        }
        int width = source.getWidth();
        int height = source.getHeight();
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = result.createGraphics();
        canvas.setColor(colour(prompt, seed));
        canvas.fillRect(0, 0, width, height);
        int left = border(width);
        int top = border(height);
        canvas.setClip(left, top, width - 2 * left, height - 2 * top);
        canvas.drawImage(source, 0, 0, null);
        canvas.dispose();
        return encoded(result);
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

    private byte[] encoded(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, format.extension(), stream)) {
                throw new IOException("this Java runtime can't write " + format);
            }
        }
        return bytes.toByteArray();
    }
}
