package dev.backdrop.job;

import java.nio.charset.StandardCharsets;

/** Where the result of a job goes: beside results of the same photo, under the photo's own path. */
public final class ResultKey {

    /** S3's limit for a key, in bytes of UTF-8. */
    private static final int LONGEST_KEY = 1024;

    private static final String UPLOADS = "uploads/";
    private static final String CUT = "~";

    private ResultKey() {}

    /** {@code results/<source path>/<jobId>.<extension>}; a path that would be too long loses its beginning. */
    public static String of(String sourceKey, String jobId, String extension) {
        String path = sourceKey.startsWith(UPLOADS) ? sourceKey.substring(UPLOADS.length()) : sourceKey;
        String tail = "/" + jobId + "." + extension;
        int room = LONGEST_KEY - "results/".length() - tail.length();
        return "results/" + fitting(path, room) + tail;
    }

    /** The end of a path is the file's name, which tells the photo: so it is the beginning that goes. */
    private static String fitting(String path, int room) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= room) {
            return path;
        }
        int from = bytes.length - room + CUT.length();
        while ((bytes[from] & 0xC0) == 0x80) {
            from++;
        }
        return CUT + new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
