package dev.backdrop.local.simulator.picwish;

import java.time.Duration;
import java.time.Instant;

/**
 * One query of a known task, as the vendor saw it; a query that a fault swallowed is none.
 *
 * @param at by the simulator's clock
 * @param gap since the poll before, or since the task was created
 * @param state what it was answered with
 * @param early whether it came sooner than a second after the one before, which the pages ask clients not to do
 */
public record Poll(Instant at, Duration gap, int state, boolean early) {}
