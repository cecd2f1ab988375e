package dev.backdrop.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where photos go whose jobs the API has announced: {@code uploads/api/<jobId>/<file name>}. */
public final class AnnouncedUploads {

    private static final String FOLDER = "uploads/api/";
    private static final Pattern KEY = Pattern.compile(Pattern.quote(FOLDER) + "([0-9a-f]{32})/[^/]+");

    private AnnouncedUploads() {}

    public static String key(String jobId, String fileName) {
        return FOLDER + jobId + "/" + fileName;
    }

    /** The job that a key was given out for, if it was given out at all. */
    public static Optional<String> jobId(String key) {
        Matcher announced = KEY.matcher(key);
        return announced.matches() ? Optional.of(announced.group(1)) : Optional.empty();
    }
}
