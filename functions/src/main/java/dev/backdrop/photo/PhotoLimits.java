package dev.backdrop.photo;

import java.util.Set;

/**
 * What a vendor takes, and what the gate must bring a photo to.
 *
 * @param maxBytes largest file in bytes
 * @param maxSide longest side in pixels
 * @param formats formats that are taken as they are; there is always JPEG or PNG among them
 */
public record PhotoLimits(long maxBytes, int maxSide, Set<PhotoFormat> formats) {

    public PhotoLimits {
        formats = Set.copyOf(formats);
        if (maxBytes < 1 || maxSide < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
        if (!formats.contains(PhotoFormat.JPEG) && !formats.contains(PhotoFormat.PNG)) {
            throw new IllegalArgumentException("a vendor takes JPEG or PNG, or the gate can't serve it");
        }
    }
}
