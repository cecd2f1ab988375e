package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Set;

/**
 * What the caller of {@code POST /jobs} wants.
 *
 * @param asked the fields of a request that the caller gave, each of them sound
 */
record JobOrder(PhotoOrigin origin, ObjectNode asked) {

    private static final Set<String> FIELDS = Set.of("source", "background", "provider", "seed", "output", "placement");
    private static final Set<String> ORIGINS = Set.of("upload", "s3", "url");

    private static final int LONGEST_BUCKET = 255;
    private static final int LONGEST_KEY = 1024;
    private static final int LONGEST_ADDRESS = 2048;

    /**
     * @param bucket the input bucket
     * @param maxBytes of a photo
     * @throws ProblemException for what the body alone shows to be wrong
     * @throws dev.backdrop.request.InvalidRequestException naming the field of the request that is wrong
     */
    static JobOrder read(ObjectNode body, String bucket, long maxBytes) {
        Fields fields = Fields.of(body, "", FIELDS);
        Fields source = fields.object("source", ORIGINS);
        if (body.get("source").size() != 1) {
            throw fields.wrong("source", "must have exactly one of s3, upload, url");
        }
        ObjectNode asked = AskedRequest.of(body);
        if (source.has("upload")) {
            Fields upload = source.object("upload", AnnouncedPicture.FIELDS);
            return new JobOrder(new PhotoOrigin.Upload(AnnouncedPicture.read(upload, maxBytes)), asked);
        }
        if (source.has("s3")) {
            return new JobOrder(stored(source.object("s3", Set.of("bucket", "key", "versionId")), bucket), asked);
        }
        return new JobOrder(address(source), asked);
    }

    private static PhotoOrigin stored(Fields s3, String bucket) {
        String key = s3.shortText("key", LONGEST_KEY).orElseThrow(() -> s3.wrong("key", "is missing"));
        if (!s3.shortText("bucket", LONGEST_BUCKET).orElse(bucket).equals(bucket)) {
            throw unprocessable(s3, "bucket", "must be the input bucket, " + bucket + ", or left out");
        }
        if (!key.startsWith("uploads/") && !key.startsWith("batches/")) {
            throw unprocessable(s3, "key", "must be under uploads/ or batches/");
        }
        if (key.endsWith("/")) {
            throw unprocessable(s3, "key", "names a folder, not a photo");
        }
        return new PhotoOrigin.Stored(
                key, s3.shortText("versionId", LONGEST_KEY).orElse(null));
    }

    private static PhotoOrigin address(Fields source) {
        String text = source.text("url", LONGEST_ADDRESS);
        try {
            return new PhotoOrigin.Address(URI.create(text));
        } catch (IllegalArgumentException notAnAddress) {
            throw source.wrong("url", "must be an https:// address");
        }
    }

    private static ProblemException unprocessable(Fields fields, String name, String problem) {
        return new ProblemException(Problem.unprocessable(fields.path(name), problem));
    }
}
