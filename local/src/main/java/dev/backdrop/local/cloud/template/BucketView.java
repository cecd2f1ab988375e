package dev.backdrop.local.cloud.template;

/**
 * A bucket of the template.
 *
 * @param name physical
 * @param notifiesEventBridge whether its events go to EventBridge
 * @param versioned whether it keeps old versions of objects
 */
public record BucketView(String logicalId, String name, boolean notifiesEventBridge, boolean versioned) {}
