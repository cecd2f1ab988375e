package dev.backdrop.photo;

/**
 * A photo as it arrived.
 *
 * @param width pixels across as stored, before it is turned upright
 * @param height pixels down as stored
 * @param size bytes
 */
public record PhotoFacts(PhotoFormat format, int width, int height, long size) {}
