package dev.backdrop.local.cloud.template;

/** A queue of the template. */
public record QueueView(String logicalId, String name, String arn) {}
