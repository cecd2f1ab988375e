package dev.backdrop.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets so many requests through in any stretch of time of a given length, for each name that they go by. */
public final class RateLimiter {

    private final int requests;
    private final Duration window;
    private final Map<String, Deque<Instant>> admitted = new HashMap<>();

    /** @throws IllegalArgumentException unless both are positive */
    public RateLimiter(int requests, Duration window) {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a rate limit is a positive number of requests in a positive time");
        }
        this.requests = requests;
        this.window = window;
    }

    /** Whether a request may pass; it is counted under all of its names if it may, under none if it may not. */
    public synchronized boolean admit(Instant now, List<String> names) {
        List<Deque<Instant>> counts = names.stream()
                .map(name -> admitted.computeIfAbsent(name, unknown -> new ArrayDeque<>()))
                .toList();
        for (Deque<Instant> count : counts) {
            while (!count.isEmpty() && !count.peek().plus(window).isAfter(now)) {
                count.remove();
            }
        }
        if (counts.stream().anyMatch(count -> count.size() >= requests)) {
            return false;
        }
        counts.forEach(count -> count.add(now));
        return true;
    }
}
