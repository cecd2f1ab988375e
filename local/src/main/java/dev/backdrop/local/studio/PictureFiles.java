package dev.backdrop.local.studio;

import dev.backdrop.request.OutputFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The one place where pictures become bytes and bytes become pictures. */
final class PictureFiles {

    private static final float JPEG_QUALITY = 0.92f;

    private PictureFiles() {}

    /**
     * @param width pixels
     * @param height pixels
     */
    record Size(int width, int height) {}

    /**
     * A picture's size, from its header alone.
     *
     * @throws IOException if this is no picture that can be read; the message says so
     */
    static Size size(byte[] file) throws IOException {
        return read(file, reader -> new Size(reader.getWidth(0), reader.getHeight(0)));
    }

    /** @throws IOException if this is no picture that can be read; the message says so */
    static Picture decode(byte[] file) throws IOException {
        return read(file, reader -> picture(reader.read(0)));
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> T read(byte[] file, Reading<T> reading) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("these bytes are no JPEG or PNG picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return reading.from(reader);
            } catch (RuntimeException damaged) {
                throw new IOException("the picture can't be read: " + damaged, damaged);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Picture picture(BufferedImage image) {
        Picture picture = Picture.blank(image.getWidth(), image.getHeight());
        int width = image.getWidth();
        boolean plainBytes = image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer().getSize() == 3 * picture.argb().length;
        byte[] bytes = plainBytes ? ((DataBufferByte) image.getRaster().getDataBuffer()).getData() : null;
        Rows.each(image.getHeight(), row -> {
            int start = row * width;
            if (bytes == null) {
                image.getRGB(0, row, width, 1, picture.argb(), start, width);
                return;
            }
            for (int at = start, from = 3 * start; at < start + width; at++, from += 3) {
                picture.argb()[at] = 0xff000000
                        | (bytes[from + 2] & 0xff) << 16
                        | (bytes[from + 1] & 0xff) << 8
                        | bytes[from] & 0xff;
            }
        });
        return picture;
    }

    /** A picture as a file; JPEG has no alpha, so the picture must be opaque for it. */
    static byte[] encode(Picture picture, OutputFormat format, boolean alpha) throws IOException {
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        System.arraycopy(
                picture.argb(),
                0,
                ((DataBufferInt) image.getRaster().getDataBuffer()).getData(),
                0,
                picture.argb().length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format == OutputFormat.PNG ? "png" : "jpeg")
                .next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.argb().length / 2);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(format == OutputFormat.PNG ? 0.9f : JPEG_QUALITY);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
