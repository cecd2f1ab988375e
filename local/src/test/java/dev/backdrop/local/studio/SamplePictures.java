package dev.backdrop.local.studio;

import dev.backdrop.request.OutputFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Pictures made on the spot, whose every pixel is known. */
final class SamplePictures {

    static final int SUBJECT = 0xffb03020;
    static final int SURROUNDINGS = 0xff3a7d54;

    private SamplePictures() {}

    /** A red disc of half the picture's height on a green ground, its edge four pixels soft, with a little noise. */
    static Picture disc(int width, int height) {
        Picture picture = Picture.blank(width, height);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double within = height / 4.0 - Math.hypot(x + 0.5 - width / 2.0, y + 0.5 - height / 2.0);
                int part = (int) Math.round(255 * Math.min(1, Math.max(0, within / 4 + 0.5)));
                int base = Compose.over(part << 24 | SUBJECT & 0xffffff, SURROUNDINGS);
                int noise = random.nextInt(5);
                picture.argb()[y * width + x] = base + noise * 0x10101;
            }
        }
        return picture;
    }

    static boolean inside(int x, int y, int width, int height) {
        return Math.hypot(x + 0.5 - width / 2.0, y + 0.5 - height / 2.0) < height / 4.0;
    }

    /** A mask like the model's: the disc, soft over some pixels. */
    static Plane discMask(int size) {
        Plane mask = new Plane(size, size);
        for (int at = 0; at < size * size; at++) {
            double distance = Math.hypot(at % size + 0.5 - size / 2.0, at / size + 0.5 - size / 2.0);
            mask.values()[at] = (float) Math.min(1, Math.max(0, (size / 4.0 - distance) / 4 + 0.5));
        }
        return mask;
    }

    static byte[] file(Picture picture, OutputFormat format) {
        try {
            return PictureFiles.encode(picture, format, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Finds the disc, without a model. */
    static CutOut cutOut() {
        return photo -> new CutOut.Subject(discMask(160), List.of("found without a model"));
    }
}
