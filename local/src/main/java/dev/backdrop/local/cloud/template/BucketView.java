package dev.backdrop.local.cloud.template;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bucket of the template.
 *
 * @param name physical
 * @param notifiesEventBridge whether its events go to EventBridge
 * @param versioned whether it keeps old versions of objects
 * @param cors what pages of other origins may do; the first rule that fits decides
 */
public record BucketView(
        String logicalId, String name, boolean notifiesEventBridge, boolean versioned, List<CorsRuleView> cors) {

    public BucketView {
        cors = List.copyOf(cors);
    }

    /** A bucket that is closed to pages of other origins. */
    public BucketView(String logicalId, String name, boolean notifiesEventBridge, boolean versioned) {
        this(logicalId, name, notifiesEventBridge, versioned, List.of());
    }

    /** The same bucket, whose CORS rules, if it has any, hold for these origins too. */
    public BucketView alsoFor(Collection<String> origins) {
        List<CorsRuleView> wider = cors.stream()
                .map(rule -> new CorsRuleView(
                        Stream.concat(rule.allowedOrigins().stream(), origins.stream())
                                .distinct()
                                .toList(),
                        rule.allowedMethods(),
                        rule.allowedHeaders(),
                        rule.exposedHeaders(),
                        rule.maxAge()))
                .toList();
        return new BucketView(logicalId, name, notifiesEventBridge, versioned, wider);
    }
}
