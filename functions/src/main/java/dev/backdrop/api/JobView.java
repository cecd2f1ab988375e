package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Failure;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.Result;
import dev.backdrop.json.Json;
import dev.backdrop.request.RequestJson;
import java.time.Duration;
import java.util.Locale;

/** A job as the API shows it, with links that open its pictures for a while. */
final class JobView {

    private static final Duration LINK_VALIDITY = Duration.ofMinutes(15);

    private final DownloadLinks links;

    JobView(DownloadLinks links) {
        this.links = links;
    }

    ObjectNode of(Job job) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("jobId", job.jobId())
                .put("status", job.status().name())
                .put("createdAt", job.createdAt().toString())
                .put("updatedAt", job.updatedAt().toString());
        json.set("source", Json.mapper().valueToTree(job.source()));
        if (hasArrived(job)) {
            json.put(
                    "sourceLink",
                    links.photo(job.source(), LINK_VALIDITY).address().toString());
        }
        if (job.request() != null) {
            json.set("request", RequestJson.write(job.request()));
        }
        put(json, "provider", job.provider());
        if (job.photo() != null) {
            json.set("photo", photo(job.photo()));
        }
        if (job.background() != null) {
            json.set("background", photo(job.background()));
        }
        if (job.composed()) {
            json.put("composed", true);
        }
        json.put("run", job.run().number());
        ArrayNode attempts = json.putArray("attempts");
        job.attempts().forEach(attempt -> attempts.add(AttemptView.of(attempt)));
        if (job.result() != null) {
            json.set("result", result(job.result()));
        }
        if (job.failure() != null) {
            json.set("error", error(job));
        }
        put(json, "execution", job.execution());
        put(json, "batchId", job.batchId());
        return json;
    }

    /** An announced photo gets its etag when it is claimed. */
    static boolean hasArrived(Job job) {
        return job.status() != JobStatus.AWAITING_UPLOAD && job.source().etag() != null;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static ObjectNode photo(PhotoRecord photo) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", word(photo.format())).put("width", photo.width()).put("height", photo.height());
        ArrayNode changes = json.putArray("changes");
        photo.changes().forEach(changes::add);
        return json;
    }

    private ObjectNode result(Result result) {
        DownloadLinks.Link link = links.result(result, LINK_VALIDITY);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("bucket", result.bucket())
                .put("key", result.key())
                .put("format", word(result.format()))
                .put("width", result.width())
                .put("height", result.height())
                .put("size", result.size())
                .put("sha256", result.sha256())
                .put("link", link.address().toString())
                .put("expiresAt", link.expiresAt().toString());
    }

    private static ObjectNode error(Job job) {
        Failure failure = job.failure();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", failure.code().name()).put("message", failure.message());
        put(json, "provider", failure.provider());
        put(json, "providerCode", failure.providerCode());
        return json.put("retryable", failure.retryable())
                .put("charged", failure.charged().name())
                .put("advice", Advice.on(job));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
