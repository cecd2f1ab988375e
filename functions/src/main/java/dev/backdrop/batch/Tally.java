package dev.backdrop.batch;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Counts a plan in the making. */
final class Tally {

    private static final int IF_NOBODY_SAYS = 1;

    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private final Map<String, Load> loads = new TreeMap<>();
    private long refused;
    private long planned;
    private Refusal firstRefusal;

    private record Load(long jobs, BigDecimal credits, Duration usual, int concurrency) {

        Load plus(Load more) {
            return new Load(
                    jobs + more.jobs, credits.add(more.credits), more.usual, Math.min(concurrency, more.concurrency));
        }
    }

    void skip(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    void refuse(Refusal refusal) {
        refused++;
        if (firstRefusal == null) {
            firstRefusal = refusal;
        }
    }

    void plan(Work work) {
        planned++;
        loads.merge(work.provider(), new Load(1, work.credits(), work.usualTime(), work.concurrency()), Load::plus);
    }

    long planned() {
        return planned;
    }

    Optional<Refusal> firstRefusal() {
        return Optional.ofNullable(firstRefusal);
    }

    Counts counts() {
        long left = skipped.values().stream().mapToLong(Long::longValue).sum();
        return new Counts(left + refused + planned, left, skipped, refused, planned);
    }

    /** As many as the most delicate of the providers bears. */
    int concurrency(OptionalInt set) {
        return set.orElseGet(
                () -> loads.values().stream().mapToInt(Load::concurrency).min().orElse(IF_NOBODY_SAYS));
    }

    Estimate estimate(int concurrency) {
        Map<String, BigDecimal> credits = new TreeMap<>();
        Map<String, Long> jobs = new TreeMap<>();
        BigDecimal all = BigDecimal.ZERO;
        double seconds = 0;
        for (Map.Entry<String, Load> entry : loads.entrySet()) {
            Load load = entry.getValue();
            credits.put(entry.getKey(), load.credits());
            jobs.put(entry.getKey(), load.jobs());
            all = all.add(load.credits());
            seconds += load.jobs() * (load.usual().toMillis() / 1000.0);
        }
        return new Estimate(all, credits, jobs, (long) Math.ceil(seconds / concurrency));
    }

    /**
     * What a job means for its provider.
     *
     * @param credits what it will cost, in the provider's units
     */
    record Work(String provider, BigDecimal credits, Duration usualTime, int concurrency) {}
}
