package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Attempt;
import java.math.BigDecimal;
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
            task(json, attempt.task());
        }
        put(json, "firstPollAt", attempt.polling().firstAt());
        put(json, "lastPollAt", attempt.polling().lastAt());
        json.put("polls", attempt.polls()).put("outcome", outcome(attempt));
        if (attempt.ending() != null) {
            ending(json, attempt.ending());
        }
        if (!attempt.steps().isEmpty()) {
            ArrayNode steps = json.putArray("steps");
            attempt.steps().forEach(step -> steps.add(step(step)));
        }
        return json;
    }

    private static void task(ObjectNode json, Attempt.Task task) {
        put(json, "taskId", task.taskId());
        put(json, "requestId", task.requestId());
        put(json, "submittedAt", task.submittedAt());
    }

    private static void ending(ObjectNode json, Attempt.Ending ending) {
        put(json, "credits", ending.credits());
        put(json, "finishedAt", ending.at());
        if (!ending.notes().isEmpty()) {
            ArrayNode notes = json.putArray("notes");
            ending.notes().forEach(notes::add);
        }
    }

    private static ObjectNode step(Attempt.Step step) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        task(json, step.task());
        json.put("polls", step.polls());
        put(json, "credits", step.credits());
        put(json, "finishedAt", step.finishedAt());
        return json;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static void put(ObjectNode json, String field, BigDecimal number) {
        if (number != null) {
            json.put(field, number);
        }
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
