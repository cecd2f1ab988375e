package dev.backdrop.local.cloud.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.schedule.Schedule.Payload;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What AWS sends for a schedule. */
public final class Payloads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Payloads() {}

    /**
     * An input with EventBridge Scheduler's keywords, each replaced wherever it stands.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">EventBridge
     *     Scheduler: context attributes</a>
     */
    public static Payload withAttributes(JsonNode input, String scheduleArn) {
        String text = input.toString();
        return (time, executionId, attempt) -> read(text.replace("<aws.scheduler.schedule-arn>", quoted(scheduleArn))
                .replace(
                        "<aws.scheduler.scheduled-time>",
                        time.truncatedTo(ChronoUnit.SECONDS).toString())
                .replace("<aws.scheduler.execution-id>", executionId)
                .replace("<aws.scheduler.attempt-number>", String.valueOf(attempt)));
    }

    /** The same each time. */
    public static Payload constant(JsonNode input) {
        return (time, executionId, attempt) -> input.deepCopy();
    }

    /** The event of EventBridge Scheduler without an input; its detail is text. */
    public static Payload schedulerEvent(String scheduleArn, LocalAccount account) {
        return event("aws.scheduler", scheduleArn, account, TextNode.valueOf("{}"));
    }

    /** The event of a rule without an input. */
    public static Payload ruleEvent(String ruleArn, LocalAccount account) {
        return event("aws.events", ruleArn, account, JSON.createObjectNode());
    }

    private static Payload event(String source, String arn, LocalAccount account, JsonNode detail) {
        return (time, executionId, attempt) -> {
            ObjectNode event = JSON.createObjectNode()
                    .put("version", "0")
                    .put("id", UUID.randomUUID().toString())
                    .put("detail-type", "Scheduled Event")
                    .put("source", source)
                    .put("account", account.accountId())
                    .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("region", account.region());
            event.putArray("resources").add(arn);
            event.set("detail", detail.deepCopy());
            return event;
        };
    }

    private static String quoted(String text) {
        String json = TextNode.valueOf(text).toString();
        return json.substring(1, json.length() - 1);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an input stays JSON when its keywords are replaced", e);
        }
    }
}
