package dev.backdrop.request;

import java.util.Objects;

/**
 * What the result should be.
 *
 * @param format its format
 * @param maxSide its longer side in pixels at most, or null for as large as it comes
 */
public record Output(OutputFormat format, Integer maxSide) {

    public Output {
        Objects.requireNonNull(format, "format");
    }
}
