package dev.backdrop.local.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request, as it can be shown to anybody.
 *
 * @param number 1 for the first request to any of the hosts
 * @param at when it came, by the simulator's clock
 * @param path percent-encoded, keys replaced by {@code ***}
 * @param query percent-encoded, without signatures and keys; empty if there was none
 * @param headers by lower-case name, keys replaced by {@code ***}
 * @param carriedKey whether it brought credentials of any kind, or a vendor's key anywhere
 * @param bodySize bytes
 * @param status of the answer, 0 if the connection was closed instead
 */
public record JournalEntry(
        long number,
        Instant at,
        HostRole host,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        boolean carriedKey,
        long bodySize,
        int status) {}
