package dev.backdrop.api;

import dev.backdrop.photo.PhotoFormat;
import java.util.Arrays;
import java.util.Set;

/**
 * A picture that the caller sends next.
 *
 * @param contentType of a format that the gate takes
 * @param size in bytes, exactly
 */
record AnnouncedPicture(String fileName, String contentType, long size) {

    static final Set<String> FIELDS = Set.of("fileName", "contentType", "size");

    /** Characters. */
    private static final int LONGEST_NAME = 255;

    /**
     * @param fields none but {@link #FIELDS}
     * @param maxBytes what the gate lets in
     * @throws ProblemException naming the field that is missing or wrong
     */
    static AnnouncedPicture read(Fields fields, long maxBytes) {
        String type = fields.text("contentType", LONGEST_NAME);
        if (Arrays.stream(PhotoFormat.values())
                .noneMatch(format -> format.contentType().equals(type))) {
            throw fields.wrong(
                    "contentType",
                    "must be one of "
                            + Arrays.stream(PhotoFormat.values())
                                    .map(PhotoFormat::contentType)
                                    .toList());
        }
        return new AnnouncedPicture(fields.text("fileName", LONGEST_NAME), type, fields.number("size", 1, maxBytes));
    }
}
