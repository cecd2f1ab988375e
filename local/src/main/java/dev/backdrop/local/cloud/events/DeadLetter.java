package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event that couldn't be delivered.
 *
 * @param attempts how often it was tried
 * @param error what the last attempt ended with
 */
public record DeadLetter(String rule, String target, JsonNode event, int attempts, RuntimeException error) {}
