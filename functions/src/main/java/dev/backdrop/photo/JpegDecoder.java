package dev.backdrop.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes a JPEG that holds no application segments but the one that settles its colour model. */
final class JpegDecoder {

    private final byte[] picture;
    private final JpegFile.Model model;
    private final boolean inverted;
    private final Optional<ColorProfile> profile;
    private final AtomicReference<String> damage = new AtomicReference<>();

    /**
     * @param inverted whether 255 means no ink, as in everything that Photoshop writes
     * @param profile what the colours mean, if not sRGB
     */
    JpegDecoder(byte[] picture, JpegFile.Model model, boolean inverted, Optional<ColorProfile> profile) {
        this.picture = picture;
        this.model = model;
        this.inverted = inverted;
        this.profile = profile;
    }

    Bitmap decode(int step) throws UnreadablePhotoException {
        ImageReader reader = Codecs.jpegReader();
        try {
            reader.setInput(new StrictInput(picture), true, true);
            reader.addIIOReadWarningListener((source, warning) -> note(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            Bitmap bitmap = read(reader, param);
            if (damage.get() != null) {
                throw damage.get().contains("premature end")
                        ? UnreadablePhotoException.truncated(PhotoFormat.JPEG)
                        : UnreadablePhotoException.damaged(PhotoFormat.JPEG, damage.get());
            }
            return bitmap;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw UnreadablePhotoException.damaged(PhotoFormat.JPEG, "its data can't be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    /** The reader goes on after damage and only warns; stray bytes between segments are no damage. */
    private void note(String warning) {
        String said = warning.toLowerCase(Locale.ROOT);
        if (said.contains("premature end") || said.contains("bad huffman") || said.contains("instead of rst")) {
            damage.compareAndSet(null, said.replace("corrupt jpeg data: ", ""));
        }
    }

    private Bitmap read(ImageReader reader, ImageReadParam param) throws IOException {
        return switch (model) {
            case YCC, RGB -> inSrgb(Bitmap.of(bgr(reader.read(0, param))));
            case GREY -> inSrgb(grey(reader.readRaster(0, param)));
            case CMYK, YCCK -> fromInk(reader.readRaster(0, param));
        };
    }

    private static BufferedImage bgr(BufferedImage image) throws IOException {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            throw new IOException("colours can't be told");
        }
        return image;
    }

    private Bitmap inSrgb(Bitmap bitmap) {
        profile.filter(p -> !p.isSrgb()).ifPresent(p -> p.toSrgb(bitmap));
        return bitmap;
    }

    private static Bitmap grey(Raster raster) {
        byte[] levels = data(raster, 1);
        Bitmap bitmap = Bitmap.blank(raster.getWidth(), raster.getHeight(), 3);
        byte[] to = bitmap.data();
        for (int i = 0, at = 0; i < levels.length; i++, at += 3) {
            to[at] = to[at + 1] = to[at + 2] = levels[i];
        }
        return bitmap;
    }

    private Bitmap fromInk(Raster raster) {
        byte[] ink = data(raster, 4);
        if (model == JpegFile.Model.YCCK) {
            InkColors.yccToCmy(ink);
        }
        if (inverted) {
            InkColors.invert(ink);
        }
        return profile.map(p -> p.cmykToSrgb(ink, raster.getWidth(), raster.getHeight()))
                .orElseGet(() -> InkColors.toSrgb(ink, raster.getWidth(), raster.getHeight()));
    }

    private static byte[] data(Raster raster, int bands) {
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        if (raster.getNumBands() != bands || data.length != raster.getWidth() * raster.getHeight() * bands) {
            throw new IllegalStateException("unexpected layout of " + raster);
        }
        return data;
    }
}
