package dev.backdrop.local.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.template.TargetView.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads targets of rules and schedules. */
final class TargetReader {

    private static final Map<String, Kind> KINDS = Map.of(
            ResourceTypes.FUNCTION, Kind.FUNCTION,
            ResourceTypes.STATE_MACHINE, Kind.STATE_MACHINE,
            ResourceTypes.QUEUE, Kind.QUEUE);
    private static final int MOST_ATTEMPTS = 185;
    private static final int LONGEST_SECONDS = 86_400;

    private final Resources resources;

    TargetReader(Resources resources) {
        this.resources = resources;
    }

    /** A target that is known by its ARN; nothing for one that exists in the cloud only. */
    Optional<TargetView> byArn(Properties target) {
        String arn = target.required("Arn");
        String logicalId = resources
                .withArn(arn)
                .orElseThrow(() -> new TemplateException(
                        target.where() + ".Arn is " + arn + ", which is no resource of the template"));
        if (ResourceTypes.isPassedOver(resources.type(logicalId))) {
            return Optional.empty();
        }
        return Optional.of(of(target, logicalId, target.text("Id").orElse(logicalId)));
    }

    /** The resource that has this among its events. */
    TargetView owner(Properties event, String logicalId) {
        return of(event, logicalId, event.map("Target").text("Id").orElse(logicalId));
    }

    private TargetView of(Properties target, String logicalId, String id) {
        Kind kind = KINDS.get(resources.type(logicalId));
        if (kind == null) {
            throw new TemplateException(target.where() + " targets " + logicalId + ", a " + resources.type(logicalId)
                    + ": only functions, state machines and queues can be targets here");
        }
        target.refuse("InputTransformer", "EcsParameters", "BatchParameters", "HttpParameters", "SqsParameters");
        Properties retry = target.map("RetryPolicy");
        int attempts = retry.number("MaximumRetryAttempts", MOST_ATTEMPTS);
        int seconds = retry.number("MaximumEventAgeInSeconds", LONGEST_SECONDS);
        if (attempts < 0 || attempts > MOST_ATTEMPTS || seconds < 60 || seconds > LONGEST_SECONDS) {
            throw new TemplateException(
                    retry.where() + ": 0 to " + MOST_ATTEMPTS + " attempts, 60 to " + LONGEST_SECONDS + " seconds");
        }
        Optional<JsonNode> input = target.has("Input") ? Optional.of(target.parsed("Input")) : Optional.empty();
        return new TargetView(
                id,
                kind,
                logicalId,
                resources.arn(logicalId),
                input,
                target.text("InputPath"),
                attempts,
                Duration.ofSeconds(seconds),
                deadLetterArn(target));
    }

    private Optional<String> deadLetterArn(Properties target) {
        Properties config = target.map("DeadLetterConfig");
        if (config.has("Type")) {
            // SAM makes the queue.
            String queue =
                    config.text("QueueLogicalId").orElse(target.where().replaceAll("[^A-Za-z0-9]", "") + "Queue");
            return Optional.of(resources.arnOfGenerated(ResourceTypes.QUEUE, queue));
        }
        return config.text("Arn");
    }
}
