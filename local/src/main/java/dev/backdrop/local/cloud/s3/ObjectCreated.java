package dev.backdrop.local.cloud.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes "Object Created" events as S3 sends them to EventBridge; see
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html. The key is raw, not URL-encoded.
 */
final class ObjectCreated {

    /** How an object came to be, in S3's words. */
    enum Reason {
        PUT_OBJECT("PutObject"),
        COPY_OBJECT("CopyObject"),
        COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * An object as it was written.
     *
     * @param size bytes
     * @param etag with or without quotes
     * @param versionId null in a bucket without versions
     */
    record Written(String bucket, String key, long size, String etag, String versionId) {}

    private final String region;
    private final String account;
    private final Clock clock;
    private final AtomicLong sequence;

    ObjectCreated(String region, String account, Clock clock) {
        this.region = region;
        this.account = account;
        this.clock = clock;
        // Grows from one run to the next too: a folder's objects outlive the process.
        this.sequence = new AtomicLong(clock.millis() << 20);
    }

    ObjectNode event(Written written, Reason reason) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Object Created");
        event.put("source", "aws.s3");
        event.put("account", account);
        event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", region);
        event.putArray("resources").add("arn:aws:s3:::" + written.bucket());
        ObjectNode detail = event.putObject("detail");
        detail.put("version", "0");
        detail.putObject("bucket").put("name", written.bucket());
        ObjectNode object = detail.putObject("object");
        object.put("key", written.key());
        object.put("size", written.size());
        object.put("etag", written.etag().replace("\"", ""));
        if (written.versionId() != null) {
            object.put("version-id", written.versionId());
        }
        object.put("sequencer", String.format("%018x", sequence.incrementAndGet()));
        detail.put("request-id", requestId());
        detail.put("requester", account);
        detail.put("source-ip-address", "127.0.0.1");
        detail.put("reason", reason.text);
        return event;
    }

    private static String requestId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
    }
}
