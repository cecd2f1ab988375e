package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that events are sent to. */
@FunctionalInterface
public interface Target {

    /**
     * Takes an event, or what the rule makes of it. Returning means that it was taken.
     *
     * @throws UndeliverableException if trying again can't help; it goes to the dead letters at once
     * @throws RuntimeException if it wasn't taken this time
     */
    void deliver(JsonNode event);
}
