package dev.backdrop.job;

import dev.backdrop.photo.PhotoFormat;
import java.util.List;

/**
 * What the gate found, and what it left.
 *
 * @param format of the photo as it came
 * @param width pixels as it came
 * @param height pixels as it came
 * @param sha256 of the bytes as they came, in hex
 * @param changes what the gate did to it, in words
 * @param prepared the photo as it goes to the vendor
 */
public record PhotoRecord(
        PhotoFormat format, int width, int height, String sha256, List<String> changes, Prepared prepared) {

    public PhotoRecord {
        changes = List.copyOf(changes);
    }

    /**
     * The photo as it goes to the vendor.
     *
     * @param key where it is kept, in the output bucket
     * @param size bytes
     */
    public record Prepared(String key, PhotoFormat format, int width, int height, long size) {}
}
