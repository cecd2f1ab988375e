package dev.backdrop.job;

import dev.backdrop.request.OutputFormat;

/**
 * The finished picture.
 *
 * @param size bytes
 * @param sha256 of its bytes, in hex
 */
public record Result(String bucket, String key, OutputFormat format, int width, int height, long size, String sha256) {}
