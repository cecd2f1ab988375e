package dev.backdrop.photo;

import java.util.List;

/**
 * A photo fit to be submitted: upright, sRGB, without metadata, within the vendor's limits.
 *
 * @param bytes the file
 * @param width pixels across
 * @param height pixels down
 * @param changes what the gate did to it, in words, in order; empty if the bytes are those that arrived
 * @param original what arrived
 */
public record GatedPhoto(
        byte[] bytes, PhotoFormat format, int width, int height, List<String> changes, PhotoFacts original) {

    public GatedPhoto {
        changes = List.copyOf(changes);
    }

    @Override
    public String toString() {
        return format + " " + width + "x" + height + ", " + bytes.length + " bytes, " + changes;
    }
}
