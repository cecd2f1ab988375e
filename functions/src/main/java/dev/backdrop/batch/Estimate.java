package dev.backdrop.batch;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a batch will cost, as far as vendors publish it.
 *
 * @param credits of all providers together, each in its own units
 * @param byProvider the same for each
 * @param jobs planned jobs of each provider
 * @param seconds from the first job to the last
 */
public record Estimate(BigDecimal credits, Map<String, BigDecimal> byProvider, Map<String, Long> jobs, long seconds) {

    public Estimate {
        byProvider = Map.copyOf(byProvider);
        jobs = Map.copyOf(jobs);
    }
}
