package dev.backdrop.provider;

import java.math.BigDecimal;

/**
 * How a provider wants to be used.
 *
 * @param polling how long to wait between polls
 * @param price what one result costs, in the vendor's own units, as far as it is published
 */
public record Pace(PollingRange polling, BigDecimal price) {}
