package dev.backdrop.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait between two polls, whatever the vendor's answer says or leaves out.
 *
 * @param usual the wait when the vendor asks for none
 * @param shortest never less than this
 * @param longest never more than this: the vendor drops tasks that aren't polled within its window
 */
public record PollingRange(Duration usual, Duration shortest, Duration longest) {

    /** @throws IllegalArgumentException unless 0 < shortest <= usual <= longest, with shortest and longest in whole seconds */
    public PollingRange {
        if (shortest.isNegative()
                || shortest.isZero()
                || shortest.compareTo(usual) > 0
                || usual.compareTo(longest) > 0
                || shortest.toMillisPart() != 0
                || longest.toMillisPart() != 0) {
            throw new IllegalArgumentException(
                    "a polling range needs 0 < shortest <= usual <= longest, its ends in whole seconds");
        }
    }

    /** A task that has been asked for so often is in no hurry: from here on the waits double, and again. */
    private static final int PATIENCE = 100;

    /**
     * The wait after so many polls of one task. A vendor that asks for one second and allows 250 requests in five minutes
     * can't mean both for long; being refused for a minute would lose the task, so a long one is asked for more rarely.
     */
    public Duration next(Optional<Duration> asked, int polls) {
        int doublings = Math.min(polls / PATIENCE, 10);
        Duration patient = next(asked).multipliedBy(1L << doublings);
        return patient.compareTo(longest) > 0 ? longest : patient;
    }

    /**
     * The next wait, in whole seconds because a Wait state knows no smaller unit, rounded up so that we never ask sooner
     * than we were told to. An interval of zero or less is no interval.
     */
    public Duration next(Optional<Duration> asked) {
        Duration wanted =
                asked.filter(wait -> !wait.isNegative() && !wait.isZero()).orElse(usual);
        Duration rounded =
                Duration.ofSeconds(wanted.plusSeconds(1).minusNanos(1).toSeconds());
        if (rounded.compareTo(shortest) < 0) {
            return shortest;
        }
        return rounded.compareTo(longest) > 0 ? longest : rounded;
    }
}
