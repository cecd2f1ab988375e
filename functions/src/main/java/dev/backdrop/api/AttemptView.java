package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Attempt;
import java.time.Instant;

/** An attempt as the API shows it. */
final class AttemptView {

    private AttemptView() {}

    static ObjectNode of(Attempt attempt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", attempt.number())
                .put("provider", attempt.provider())
                .put("startedAt", attempt.startedAt().toString());
        if (attempt.task() != null) {
            json.put("taskId", attempt.task().taskId());
            if (attempt.task().requestId() != null) {
                json.put("requestId", attempt.task().requestId());
            }
            put(json, "submittedAt", attempt.task().submittedAt());
        }
        put(json, "firstPollAt", attempt.polling().firstAt());
        put(json, "lastPollAt", attempt.polling().lastAt());
        json.put("polls", attempt.polling().polls()).put("outcome", outcome(attempt));
        if (attempt.ending() != null) {
            if (attempt.ending().credits() != null) {
                json.put("credits", attempt.ending().credits());
            }
            put(json, "finishedAt", attempt.ending().at());
        }
        return json;
    }

    private static void put(ObjectNode json, String field, Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }

    private static String outcome(Attempt attempt) {
        return switch (attempt.stage()) {
            case PREPARING -> "PREPARING";
            case BILLING -> "UNKNOWN";
            case ACCEPTED -> "RUNNING";
            case ENDED -> attempt.ending().failure() == null ? "SUCCEEDED" : "FAILED";
        };
    }
}
