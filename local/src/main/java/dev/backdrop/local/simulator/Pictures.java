package dev.backdrop.local.simulator;

import java.util.Optional;

/** Tells pictures apart by their first bytes. */
public final class Pictures {

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
}
