package dev.backdrop.api;

import dev.backdrop.job.AnnouncedUploads;

/** Where a photo goes that comes through the API: {@code uploads/api/<jobId>/<file name>}. */
final class UploadKey {

    private static final String NAMELESS = "photo";
    private static final int LONGEST_NAME = 100;

    private UploadKey() {}

    /** A name loses its folders, and what could mean something to a shell, an address or a log. */
    static String of(String jobId, String fileName) {
        return AnnouncedUploads.key(jobId, safe(fileName));
    }

    private static String safe(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+", "");
        String tail = plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
        return tail.isEmpty() ? NAMELESS : tail;
    }
}
