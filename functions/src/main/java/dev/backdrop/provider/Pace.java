package dev.backdrop.provider;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How a provider wants to be used.
 *
 * @param polling how long to wait between polls
 * @param price what one result costs, in the vendor's own units, as far as it is published
 * @param concurrency how many jobs at once its limits bear
 * @param usualTime how long one job usually takes, for estimates
 */
public record Pace(PollingRange polling, BigDecimal price, int concurrency, Duration usualTime) {}
