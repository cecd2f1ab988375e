package dev.backdrop.local.simulator.perfectcorp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One status query of a known task, as the vendor saw it; a query that a fault swallowed is none.
 *
 * @param at by the simulator's clock
 * @param gap since the poll before, or since the task was created
 * @param asked the interval that was in force
 * @param early whether it came sooner than it was asked to
 * @param late whether it came after the polling window, while the task was running as far as the client knew
 */
public record Poll(Instant at, Duration gap, Optional<Duration> asked, boolean early, boolean late) {}
