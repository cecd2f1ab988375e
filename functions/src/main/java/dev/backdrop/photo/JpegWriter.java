package dev.backdrop.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Writes baseline JPEGs with colour at full resolution when quality is high, at half of it otherwise. */
final class JpegWriter {

    /** Longest side in pixels, found by trying: JPEG's own limit is 65,535, but the JDK's writer stops here. */
    static final int LONGEST_SIDE = 65_500;

    /** Hardly to be told from the original. */
    static final float BEST = 0.95f;

    /** From here down, saving on quality while spending on colour resolution makes no sense. */
    private static final float FULL_COLOR = 0.9f;

    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    private JpegWriter() {}

    /**
     * @param bitmap without alpha
     * @param quality above 0, at most 1
     */
    static byte[] write(Bitmap bitmap, float quality) {
        if (bitmap.hasAlpha()) {
            throw new IllegalArgumentException("JPEG has no transparency; flatten the picture first");
        }
        var image = bitmap.toImage();
        ImageWriter writer = Codecs.jpegWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(bitmap.data().length / 6 + 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
            if (quality >= FULL_COLOR) {
                keepFullColor(metadata);
            }
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void keepFullColor(IIOMetadata metadata) throws IIOInvalidTreeException {
        Element tree = (Element) metadata.getAsTree(FORMAT);
        NodeList components = tree.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(FORMAT, tree);
    }
}
