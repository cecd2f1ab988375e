package dev.backdrop.local.asl;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened in an execution.
 *
 * @param id counts from 1
 * @param at when
 * @param state the state's name, if it happened in a state
 * @param error for failures, the error's name
 * @param cause for failures, what happened
 */
public record HistoryEvent(
        long id,
        Instant at,
        HistoryEventType type,
        Optional<String> state,
        Optional<String> error,
        Optional<String> cause) {}
