package dev.backdrop.photo;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * The readers and writers behind the formats, each chosen by name: asking ImageIO for "any JPEG reader" would make the
 * result depend on what else is on the class path. Found once; readers and writers themselves are made for each use.
 */
final class Codecs {

    /** Loaded at the first picture, not with the classes that may never see one. */
    private static final class Jdk {
        static final ImageReaderSpi JPEG = find(ImageReaderSpi.class, "com.sun.imageio.plugins.jpeg.");
        static final ImageReaderSpi GIF = find(ImageReaderSpi.class, "com.sun.imageio.plugins.gif.");
        static final ImageReaderSpi BMP = find(ImageReaderSpi.class, "com.sun.imageio.plugins.bmp.");
        static final ImageWriterSpi JPEG_WRITER = find(ImageWriterSpi.class, "com.sun.imageio.plugins.jpeg.");
    }

    private Codecs() {}

    static ImageReader jpegReader() {
        return reader(Jdk.JPEG);
    }

    static ImageReader gifReader() {
        return reader(Jdk.GIF);
    }

    static ImageReader bmpReader() {
        return reader(Jdk.BMP);
    }

    static ImageReader webpReader() {
        return reader(new WebPImageReaderSpi());
    }

    static ImageReader tiffReader() {
        return reader(new TIFFImageReaderSpi());
    }

    static ImageWriter jpegWriter() {
        try {
            return Jdk.JPEG_WRITER.createWriterInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageReader reader(ImageReaderSpi spi) {
        try {
            return spi.createReaderInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <S extends ImageReaderWriterSpi> S find(Class<S> kind, String classPrefix) {
        Iterator<S> providers = IIORegistry.getDefaultInstance().getServiceProviders(kind, false);
        while (providers.hasNext()) {
            S provider = providers.next();
            if (provider.getClass().getName().startsWith(classPrefix)) {
                return provider;
            }
        }
        throw new IllegalStateException("this Java runtime has no " + kind.getSimpleName() + " " + classPrefix);
    }
}
