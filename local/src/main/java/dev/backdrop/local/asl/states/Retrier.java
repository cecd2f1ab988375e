package dev.backdrop.local.asl.states;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When and how often to try again.
 *
 * @param errors ErrorEquals
 * @param interval before the first retry
 * @param maxAttempts how many retries, 0 for none
 * @param backoffRate each interval is this many times the last, at least 1
 * @param maxDelay no interval is longer
 * @param jitter whether to wait a random time up to the interval instead
 */
public record Retrier(
        List<String> errors,
        Duration interval,
        int maxAttempts,
        double backoffRate,
        Optional<Duration> maxDelay,
        boolean jitter) {

    public boolean matches(String error) {
        return ErrorName.matches(errors, error);
    }

    /** @param retriesBefore how many retries this retrier has already spent on this visit of the state */
    public Duration delay(int retriesBefore, RandomGenerator random) {
        double cap = maxDelay.map(Duration::toMillis).orElse(Long.MAX_VALUE / 4).doubleValue();
        double millis = Math.min(cap, interval.toMillis() * Math.pow(backoffRate, retriesBefore));
        if (jitter) {
            synchronized (random) {
                millis *= random.nextDouble();
            }
        }
        return Duration.ofMillis(Math.round(millis));
    }
}
