package dev.backdrop.batch;

import dev.backdrop.failure.FailureCode;

/**
 * A photo or a row that no job can be made of.
 *
 * @param line of the manifest, from 1, or null for a photo of a folder
 * @param key the photo's, or null if the row doesn't say it
 * @param field what is wrong, such as {@code background.color}, or null if it is the whole row
 * @param message what is wrong with it and what to write instead
 */
public record Refusal(Long line, String key, String field, FailureCode code, String message) {

    /** For people: where it is, and what it is. */
    String text() {
        return line == null ? message : "line " + line + ": " + message;
    }
}
