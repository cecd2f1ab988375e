package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Leave to send one picture, as callers are told of it: the {@code upload} of an answer. */
final class UploadLinks {

    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final InputBucket bucket;

    UploadLinks(InputBucket bucket) {
        this.bucket = bucket;
    }

    /** The link takes a picture of that type and size, and none once there is one. */
    ObjectNode to(String key, AnnouncedPicture picture) {
        InputBucket.UploadLink link = bucket.uploadLink(key, picture.contentType(), picture.size(), VALIDITY);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("method", "PUT").put("url", link.address().toString());
        ObjectNode headers = json.putObject("headers");
        link.headers().forEach(headers::put);
        return json.put("expiresAt", link.expiresAt().toString());
    }
}
