package dev.backdrop.local.cloud.template;

import dev.backdrop.local.cloud.template.ScheduleView.Kind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** Reads schedules: resources of their own, and events of functions and state machines. */
final class ScheduleReader {

    private static final Set<String> WINDOWS = Set.of("OFF", "FLEXIBLE");

    private final Resources resources;
    private final TargetReader targets;

    ScheduleReader(Resources resources, TargetReader targets) {
        this.resources = resources;
        this.targets = targets;
    }

    /** Nothing if the target only exists in the cloud. */
    Optional<ScheduleView> resource(String logicalId) {
        Properties schedule = resources.properties(logicalId);
        if (!schedule.has("FlexibleTimeWindow")) {
            throw new TemplateException(logicalId + " has no FlexibleTimeWindow: EventBridge Scheduler asks for one");
        }
        return targets.byArn(schedule.map("Target"))
                .map(target -> ofScheduler(logicalId, resources.name(logicalId), schedule, target));
    }

    /**
     * SAM's ScheduleV2, an event of EventBridge Scheduler. SAM names it, the same in every stack, unless told not to.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html">ScheduleV2</a>
     */
    ScheduleView ofScheduler(String owner, String id, Properties event) {
        String name = event.flag("OmitName", false)
                ? resources.nameOfGenerated(ResourceTypes.SCHEDULE, owner + id)
                : event.text("Name").orElse(owner + id);
        return ofScheduler(owner + id, name, event, targets.owner(event, owner));
    }

    /** SAM's Schedule, a rule of EventBridge; such rules go by UTC. */
    ScheduleView ofRule(String owner, String id, Properties event) {
        event.refuse("ScheduleExpression", "ScheduleExpressionTimezone");
        String name = event.text("Name").orElse(resources.nameOfGenerated(ResourceTypes.RULE, owner + id));
        return new ScheduleView(
                owner + id,
                name,
                resources.arnOfNamed(ResourceTypes.RULE, name),
                Kind.RULE,
                event.required("Schedule"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                isEnabled(event) && event.flag("Enabled", true),
                targets.owner(event, owner));
    }

    private ScheduleView ofScheduler(String logicalId, String name, Properties schedule, TargetView target) {
        String mode = schedule.map("FlexibleTimeWindow").text("Mode").orElse("OFF");
        if (!WINDOWS.contains(mode)) {
            throw new TemplateException(schedule.where() + ".FlexibleTimeWindow.Mode is one of " + WINDOWS);
        }
        String group = schedule.text("GroupName").orElse("default");
        return new ScheduleView(
                logicalId,
                name,
                resources
                        .arnOfNamed(ResourceTypes.SCHEDULE, name)
                        .replace(":schedule/default/", ":schedule/" + group + "/"),
                Kind.SCHEDULER,
                schedule.required("ScheduleExpression"),
                schedule.text("ScheduleExpressionTimezone"),
                instant(schedule, "StartDate"),
                instant(schedule, "EndDate"),
                isEnabled(schedule),
                target);
    }

    private static Optional<Instant> instant(Properties schedule, String name) {
        return schedule.text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TemplateException(
                        schedule.where() + "." + name + " is not a time such as 2026-11-21T02:00:00Z: " + text, e);
            }
        });
    }

    private static boolean isEnabled(Properties properties) {
        return switch (properties.text("State").orElse("ENABLED")) {
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default -> throw new TemplateException(properties.where() + ".State is ENABLED or DISABLED");
        };
    }
}
