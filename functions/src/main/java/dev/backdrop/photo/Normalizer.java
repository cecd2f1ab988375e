package dev.backdrop.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;
import java.util.stream.IntStream;

/** Brings an image of any layout, depth and colour space to 8-bit sRGB. */
final class Normalizer {

    private Normalizer() {}

    static Bitmap toSrgb(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int type = model.getColorSpace().getType();
        boolean direct = !(model instanceof IndexColorModel) && isByteOrShort(image) && !model.isAlphaPremultiplied();
        if (direct && type == ColorSpace.TYPE_GRAY) {
            return inSrgb(samples(image, 1), model.getColorSpace(), 1);
        }
        if (direct && type == ColorSpace.TYPE_RGB) {
            return inSrgb(samples(image, 3), model.getColorSpace(), 3);
        }
        if (direct && type == ColorSpace.TYPE_CMYK && image.getRaster().getNumBands() >= 4) {
            return fromInk(image);
        }
        return colors(image);
    }

    private static boolean isByteOrShort(BufferedImage image) {
        int type = image.getRaster().getDataBuffer().getDataType();
        int[] bits = image.getColorModel().getComponentSize();
        boolean packed = type == DataBuffer.TYPE_INT && bits[0] == 8;
        return (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || packed)
                && IntStream.of(bits).allMatch(b -> b == 8 || b == 16);
    }

    /** Grey without a profile is meant as sRGB's grey; Java's own grey space says otherwise, and would brighten it. */
    private static Bitmap inSrgb(Bitmap bitmap, ColorSpace space, int components) {
        profile(space, components).filter(p -> !p.isSrgb()).ifPresent(p -> p.toSrgb(bitmap));
        return bitmap;
    }

    private static Optional<ColorProfile> profile(ColorSpace space, int components) {
        boolean builtIn = space.isCS_sRGB() || space == ColorSpace.getInstance(ColorSpace.CS_GRAY);
        return space instanceof ICC_ColorSpace icc && !builtIn
                ? ColorProfile.of(icc.getProfile().getData(), components)
                : Optional.empty();
    }

    private static Bitmap samples(BufferedImage image, int colors) {
        int width = image.getWidth();
        boolean alpha = image.getColorModel().hasAlpha();
        Bitmap bitmap = Bitmap.blank(width, image.getHeight(), alpha ? 4 : 3);
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = image.getColorModel().getComponentSize(0) - 8;
        IntStream.range(0, image.getHeight()).parallel().forEach(y -> {
            int[] row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (int[]) null);
            int at = y * width * bitmap.channels();
            for (int from = 0; from < row.length; from += bands) {
                if (alpha) {
                    bitmap.data()[at++] = (byte) (row[from + bands - 1] >> shift);
                }
                for (int c = 2; c >= 0; c--) {
                    bitmap.data()[at++] = (byte) (row[from + (colors == 1 ? 0 : c)] >> shift);
                }
            }
        });
        return bitmap;
    }

    private static Bitmap fromInk(BufferedImage image) {
        int width = image.getWidth();
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = image.getColorModel().getComponentSize(0) - 8;
        byte[] ink = new byte[Math.multiplyExact(Math.multiplyExact(width, image.getHeight()), 4)];
        IntStream.range(0, image.getHeight()).parallel().forEach(y -> {
            int[] row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (int[]) null);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 4; c++) {
                    ink[(y * width + x) * 4 + c] = (byte) (row[x * bands + c] >> shift);
                }
            }
        });
        return profile(image.getColorModel().getColorSpace(), 4)
                .map(p -> p.cmykToSrgb(ink, width, image.getHeight()))
                .orElseGet(() -> InkColors.toSrgb(ink, width, image.getHeight()));
    }

    /** Whatever is left, at the slow pace of one colour model call for each pixel. */
    private static Bitmap colors(BufferedImage image) {
        int width = image.getWidth();
        boolean alpha = image.getColorModel().hasAlpha();
        Bitmap bitmap = Bitmap.blank(width, image.getHeight(), alpha ? 4 : 3);
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int argb : image.getRGB(0, y, width, 1, null, 0, width)) {
                if (alpha) {
                    bitmap.data()[at++] = (byte) (argb >> 24);
                }
                bitmap.data()[at++] = (byte) argb;
                bitmap.data()[at++] = (byte) (argb >> 8);
                bitmap.data()[at++] = (byte) (argb >> 16);
            }
        }
        return bitmap;
    }
}
