package dev.backdrop.local.asl.integration;

/** Where events go. */
@FunctionalInterface
public interface EventSink {

    /**
     * Accepts an event.
     *
     * @return its id
     * @throws TaskException if it can't be taken
     */
    String put(BusEvent event);
}
