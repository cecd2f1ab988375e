package dev.backdrop.local.simulator;

import dev.backdrop.photo.Pixels;
import dev.backdrop.photo.UnreadablePhotoException;
import dev.backdrop.request.OutputFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** Pictures as the vendors' servers handle them. */
public final class Pictures {

    private static final long MOST_PIXELS = 100_000_000;

    private static final int[] PNG = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int[] JPEG = {0xff, 0xd8, 0xff};

    private Pictures() {}

    /** {@code image/png} or {@code image/jpeg}; empty for anything else. */
    public static Optional<String> type(byte[] bytes) {
        if (starts(bytes, PNG)) {
            return Optional.of("image/png");
        }
        return starts(bytes, JPEG) ? Optional.of("image/jpeg") : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int[] magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int index = 0; index < magic.length; index++) {
            if ((bytes[index] & 0xff) != magic[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The pixels of a JPEG, PNG or whatever else a gate lets through, upright.
     *
     * @throws IOException if it can't be read
     */
    public static BufferedImage decode(byte[] bytes) throws IOException {
        try {
            return Pixels.decode(bytes, MOST_PIXELS);
        } catch (UnreadablePhotoException unreadable) {
            throw new IOException("the photo is no picture that can be read: " + unreadable.getMessage(), unreadable);
        }
    }

    public static byte[] png(BufferedImage picture) {
        return Pixels.encode(picture, OutputFormat.PNG);
    }

    /** What can be seen through becomes white. */
    public static byte[] jpeg(BufferedImage picture) {
        return Pixels.encode(picture, OutputFormat.JPEG);
    }
}
