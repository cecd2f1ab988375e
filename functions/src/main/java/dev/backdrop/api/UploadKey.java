package dev.backdrop.api;

import dev.backdrop.job.AnnouncedUploads;

/**
 * Where a picture goes that comes through the API. Its name loses its folders, and what could mean something to a shell, an
 * address or a log.
 */
final class UploadKey {

    private static final int LONGEST_NAME = 100;

    private UploadKey() {}

    /** Under {@code uploads/}, where its arrival starts its job. */
    static String ofPhoto(String jobId, String fileName) {
        return AnnouncedUploads.key(jobId, safe(fileName, "photo"));
    }

    /** Under {@code backgrounds/}, where an arrival starts nothing, and from where jobs may take a picture. */
    static String ofBackground(String id, String fileName) {
        return "backgrounds/api/" + id + "/" + safe(fileName, "background");
    }

    private static String safe(String fileName, String otherwise) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+", "");
        String tail = plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
        return tail.isEmpty() ? otherwise : tail;
    }
}
