package dev.backdrop.local.cloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads buckets. */
final class BucketReader {

    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

    private final Resources resources;

    BucketReader(Resources resources) {
        this.resources = resources;
    }

    BucketView bucket(String logicalId) {
        Properties properties = resources.properties(logicalId);
        Properties notifications = properties.map("NotificationConfiguration");
        notifications.refuse("LambdaConfigurations", "QueueConfigurations", "TopicConfigurations");
        boolean notifies = notifications.has("EventBridgeConfiguration")
                && notifications.map("EventBridgeConfiguration").flag("EventBridgeEnabled", true);
        boolean versioned = properties
                .map("VersioningConfiguration")
                .text("Status")
                .orElse("")
                .equals("Enabled");
        List<CorsRuleView> cors = properties.map("CorsConfiguration").maps("CorsRules").stream()
                .map(BucketReader::corsRule)
                .toList();
        return new BucketView(logicalId, resources.name(logicalId), notifies, versioned, cors);
    }

    private static CorsRuleView corsRule(Properties rule) {
        List<String> origins = rule.list("AllowedOrigins");
        List<String> methods = rule.list("AllowedMethods");
        List<String> headers = rule.list("AllowedHeaders");
        if (origins.isEmpty() || methods.isEmpty() || !METHODS.containsAll(methods)) {
            throw new TemplateException(
                    rule.where() + ": a rule needs AllowedOrigins, and AllowedMethods out of " + METHODS);
        }
        oneWildcard(rule, origins);
        oneWildcard(rule, headers);
        Optional<Duration> age =
                rule.has("MaxAge") ? Optional.of(Duration.ofSeconds(rule.number("MaxAge", 0))) : Optional.empty();
        return new CorsRuleView(origins, methods, headers, rule.list("ExposedHeaders"), age);
    }

    private static void oneWildcard(Properties rule, List<String> patterns) {
        patterns.forEach(pattern -> {
            if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
                throw new TemplateException(rule.where() + ": at most one * in '" + pattern + "'");
            }
        });
    }
}
