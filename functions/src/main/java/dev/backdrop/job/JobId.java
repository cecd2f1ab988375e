package dev.backdrop.job;

import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The identity of a job: one version of one object, and one request. The same upload event, however often it comes,
 * has the same identity. Fits an execution's name (80 characters, letters and digits).
 */
public record JobId(String value) {

    private static final int BYTES = 16;
    private static final String UNRESOLVED = "unresolved";

    /** @param request as resolved, or null if it couldn't be */
    public static JobId of(Source source, Request request) {
        MessageDigest digest = Sha256.digest();
        add(digest, source.bucket());
        add(digest, source.key());
        add(digest, source.revision());
        add(digest, request == null ? UNRESOLVED : RequestJson.canonical(request));
        return new JobId(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
    }

    /** Length first, so that no two lists of parts read the same. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
