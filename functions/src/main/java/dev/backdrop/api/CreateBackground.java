package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Supplier;

/** {@code POST /backgrounds}: an address to send a background picture to. Nothing is written, here or elsewhere. */
final class CreateBackground implements Route.Operation {

    private final InputBucket bucket;
    private final UploadLinks links;
    private final long maxBytes;
    private final Supplier<String> ids;

    /**
     * @param maxBytes what the gate lets in
     * @param ids fresh ones that nobody can guess
     */
    CreateBackground(InputBucket bucket, long maxBytes, Supplier<String> ids) {
        this.bucket = bucket;
        this.links = new UploadLinks(bucket);
        this.maxBytes = maxBytes;
        this.ids = ids;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        AnnouncedPicture picture =
                AnnouncedPicture.read(Fields.of(Body.required(call), "", AnnouncedPicture.FIELDS), maxBytes);
        String key = UploadKey.ofBackground(ids.get(), picture.fileName());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("image", "s3://" + bucket.name() + "/" + key);
        json.set("upload", links.to(key, picture));
        return Answer.of(201, json);
    }
}
