package dev.backdrop.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** An embedded ICC profile: what the numbers in a picture mean, and how to say the same in sRGB. */
final class ColorProfile {

    private static final int STRIP = 32;
    private static final int[] RGB = {0, 1, 2};

    /** Larger differences than this, of 255, can be seen side by side. */
    private static final int SAME = 3;

    private final ICC_Profile profile;
    private final int components;
    private final boolean srgb;

    private ColorProfile(ICC_Profile profile, int components) {
        this.profile = profile;
        this.components = components;
        this.srgb = looksLikeSrgb();
    }

    /** Empty when there is none, or it is broken, or it is for pictures of another kind: then it means nothing. */
    static Optional<ColorProfile> of(byte[] icc, int components) {
        if (icc.length == 0) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            return profile.getNumComponents() == components
                    ? Optional.of(new ColorProfile(profile, components))
                    : Optional.empty();
        } catch (IllegalArgumentException | CMMException | ArrayIndexOutOfBoundsException broken) {
            return Optional.empty();
        }
    }

    /** Whether converting would change nothing that can be seen. */
    boolean isSrgb() {
        return srgb;
    }

    /** The profile's own name, such as Display P3. */
    String name() {
        byte[] tag = profile.getData(ICC_Profile.icSigProfileDescriptionTag);
        String name = tag == null ? "" : description(new Bytes(tag));
        return name.isBlank() ? "its own colour profile" : name;
    }

    private static String description(Bytes tag) {
        if (tag.at(0, "desc") && tag.length() > 12) {
            return tag.text(12, (int) Math.min(tag.u32be(8) - 1, 64)).strip();
        }
        if (tag.at(0, "mluc") && tag.length() > 28 && tag.u32be(24) < tag.length()) {
            int from = (int) tag.u32be(24);
            int length = (int) Math.min(tag.u32be(20), Math.min(128, tag.length() - from));
            return new String(tag.array(), from, length, StandardCharsets.UTF_16BE).strip();
        }
        return "";
    }

    private boolean looksLikeSrgb() {
        if (components == 4) {
            return false;
        }
        int levels = 6;
        int count = components == 1 ? levels * levels : levels * levels * levels;
        byte[] samples = new byte[count * components];
        for (int i = 0; i < count; i++) {
            for (int c = 0, rest = i; c < components; c++, rest /= levels) {
                samples[i * components + c] =
                        (byte) (components == 1 ? 255 * i / (count - 1) : 255 * (rest % levels) / (levels - 1));
            }
        }
        byte[] converted = convert(converter(), samples, count);
        for (int i = 0; i < count * 3; i++) {
            int before = samples[components == 1 ? i / 3 : i] & 0xFF;
            if (Math.abs((converted[i] & 0xFF) - before) > SAME) {
                return false;
            }
        }
        return true;
    }

    private ColorConvertOp converter() {
        return new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    private byte[] convert(ColorConvertOp converter, byte[] samples, int pixels) {
        int[] bands = IntStream.range(0, components).toArray();
        Raster from = Raster.createInterleavedRaster(
                new DataBufferByte(samples, pixels * components),
                pixels,
                1,
                pixels * components,
                components,
                bands,
                null);
        WritableRaster to =
                Raster.createInterleavedRaster(new DataBufferByte(pixels * 3), pixels, 1, pixels * 3, 3, RGB, null);
        converter.filter(from, to);
        return ((DataBufferByte) to.getDataBuffer()).getData();
    }

    /** Brings a picture of three or, where its grey was spread over them, one component to sRGB, in place. */
    void toSrgb(Bitmap bitmap) {
        if (components == 1) {
            greyToSrgb(bitmap);
            return;
        }
        int color = bitmap.channels() - 3;
        inStrips(bitmap, (converter, first, count) -> {
            byte[] data = bitmap.data();
            byte[] rgb = new byte[count * 3];
            for (int i = 0, at = first * bitmap.channels() + color; i < rgb.length; i += 3, at += bitmap.channels()) {
                rgb[i] = data[at + 2];
                rgb[i + 1] = data[at + 1];
                rgb[i + 2] = data[at];
            }
            store(convert(converter, rgb, count), bitmap, first);
        });
    }

    private void greyToSrgb(Bitmap bitmap) {
        byte[] levels = new byte[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) i;
        }
        byte[] meant = convert(converter(), levels, levels.length);
        byte[] data = bitmap.data();
        for (int i = 0; i < data.length; i++) {
            if (bitmap.channels() == 3 || i % 4 != 0) {
                data[i] = meant[3 * (data[i] & 0xFF)];
            }
        }
    }

    /** A CMYK picture, 255 for full ink, four bytes a pixel, as sRGB. */
    Bitmap cmykToSrgb(byte[] cmyk, int width, int height) {
        Bitmap bitmap = Bitmap.blank(width, height, 3);
        inStrips(bitmap, (converter, first, count) -> {
            byte[] strip = Arrays.copyOfRange(cmyk, first * 4, (first + count) * 4);
            store(convert(converter, strip, count), bitmap, first);
        });
        return bitmap;
    }

    private static void store(byte[] rgb, Bitmap bitmap, int first) {
        byte[] data = bitmap.data();
        int color = bitmap.channels() - 3;
        for (int i = 0, at = first * bitmap.channels() + color; i < rgb.length; i += 3, at += bitmap.channels()) {
            data[at + 2] = rgb[i];
            data[at + 1] = rgb[i + 1];
            data[at] = rgb[i + 2];
        }
    }

    @FunctionalInterface
    private interface Strip {
        void convert(ColorConvertOp converter, int firstPixel, int pixels);
    }

    /** One converter for each processor: making one is dear, and they can't be shared. */
    private void inStrips(Bitmap bitmap, Strip work) {
        int parts = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, parts).parallel().forEach(part -> {
            int from = (int) ((long) bitmap.height() * part / parts);
            int to = (int) ((long) bitmap.height() * (part + 1) / parts);
            ColorConvertOp converter = converter();
            for (int y = from; y < to; y += STRIP) {
                work.convert(converter, y * bitmap.width(), Math.min(STRIP, to - y) * bitmap.width());
            }
        });
    }
}
