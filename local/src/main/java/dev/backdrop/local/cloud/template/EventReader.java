package dev.backdrop.local.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what sets functions and state machines off: the {@code Events} of each, rules and schedules of their own. */
final class EventReader {

    private static final String DEFAULT_BUS = "default";

    private final Resources resources;
    private final TargetReader targets;
    private final ScheduleReader scheduleReader;

    final List<RuleView> rules = new ArrayList<>();
    final List<ScheduleView> schedules = new ArrayList<>();
    final List<HttpRouteView> routes = new ArrayList<>();

    EventReader(Resources resources) {
        this.resources = resources;
        this.targets = new TargetReader(resources);
        this.scheduleReader = new ScheduleReader(resources, targets);
        resources.ofType(ResourceTypes.FUNCTION, ResourceTypes.STATE_MACHINE).forEach(this::readEvents);
        resources.ofType(ResourceTypes.RULE).forEach(this::readRule);
        resources
                .ofType(ResourceTypes.SCHEDULE)
                .forEach(logicalId -> scheduleReader.resource(logicalId).ifPresent(schedules::add));
    }

    private void readEvents(String logicalId) {
        Properties events = resources.properties(logicalId).map("Events");
        for (String id : events.values().keySet()) {
            Properties event = events.map(id);
            Properties details = event.map("Properties");
            switch (event.required("Type")) {
                case "EventBridgeRule", "CloudWatchEvent" -> rules.add(ruleOf(logicalId, id, details));
                case "Schedule" -> schedules.add(scheduleReader.ofRule(logicalId, id, details));
                case "ScheduleV2" -> schedules.add(scheduleReader.ofScheduler(logicalId, id, details));
                case "HttpApi" -> routes.add(routeOf(logicalId, details));
                default ->
                    throw new TemplateException("event " + id + " of " + logicalId + " is of type "
                            + event.required("Type") + ", which is not known here");
            }
        }
    }

    private RuleView ruleOf(String owner, String id, Properties event) {
        return new RuleView(
                owner + id,
                event.text("RuleName").orElse(resources.nameOfGenerated(ResourceTypes.RULE, owner + id)),
                busName(event),
                pattern(event, "Pattern"),
                isEnabled(event),
                List.of(targets.owner(event, owner)));
    }

    private static HttpRouteView routeOf(String owner, Properties event) {
        return new HttpRouteView(
                event.text("ApiId").orElse("ServerlessHttpApi"),
                event.text("Method").orElse("ANY").toUpperCase(Locale.ROOT),
                event.text("Path").orElse("$default"),
                owner);
    }

    private void readRule(String logicalId) {
        Properties rule = resources.properties(logicalId);
        if (rule.has("ScheduleExpression")) {
            throw new TemplateException(
                    logicalId + " is a rule with a ScheduleExpression: use AWS::Scheduler::Schedule");
        }
        rules.add(new RuleView(
                logicalId,
                resources.name(logicalId),
                busName(rule),
                pattern(rule, "EventPattern"),
                isEnabled(rule),
                rule.maps("Targets").stream()
                        .flatMap(target -> targets.byArn(target).stream())
                        .toList()));
    }

    private static boolean isEnabled(Properties properties) {
        return !properties.text("State").orElse("ENABLED").equals("DISABLED");
    }

    private static String busName(Properties properties) {
        String bus = properties.text("EventBusName").orElse(DEFAULT_BUS);
        return bus.substring(bus.lastIndexOf('/') + 1);
    }

    private static JsonNode pattern(Properties properties, String name) {
        if (!properties.has(name)) {
            throw new TemplateException(properties.where() + " has no " + name);
        }
        return properties.json(name);
    }
}
