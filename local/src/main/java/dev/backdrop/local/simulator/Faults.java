package dev.backdrop.local.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The faults that were asked for, by endpoint. A call that several apply to meets the first of: the one for its number,
 * the next in line, the first whose condition it fulfils.
 *
 * @param <E> the vendor's endpoints
 */
public final class Faults<E extends Enum<E> & Endpoint> {

    private record Conditional(Predicate<Received> condition, Fault fault) {}

    /** What is planned for one endpoint. */
    private static final class Plan {
        private final Deque<Fault> line = new ArrayDeque<>();
        private final Map<Long, Fault> numbered = new HashMap<>();
        private final List<Conditional> conditional = new ArrayList<>();
        private long calls;
    }

    private final Map<E, Plan> plans = new HashMap<>();

    /** The next call meets this fault; asked for again, the one after it. */
    public synchronized Faults<E> next(E endpoint, Fault fault) {
        plan(endpoint).line.add(fault);
        return this;
    }

    /** The next calls, this many of them, meet this fault. */
    public synchronized Faults<E> next(int calls, E endpoint, Fault fault) {
        for (int call = 0; call < calls; call++) {
            next(endpoint, fault);
        }
        return this;
    }

    /**
     * One call meets this fault.
     *
     * @param call counted from now on: 1 is the next one
     */
    public synchronized Faults<E> nth(int call, E endpoint, Fault fault) {
        if (call < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + call);
        }
        Plan plan = plan(endpoint);
        plan.numbered.put(plan.calls + call, fault);
        return this;
    }

    /** Every call that fulfils the condition meets this fault, until {@link #clear}. */
    public synchronized Faults<E> when(E endpoint, Predicate<Received> condition, Fault fault) {
        plan(endpoint).conditional.add(new Conditional(condition, fault));
        return this;
    }

    /** Every call meets this fault, until {@link #clear}. */
    public Faults<E> always(E endpoint, Fault fault) {
        return when(endpoint, any -> true, fault);
    }

    /** Nothing goes wrong any more. */
    public synchronized void clear() {
        plans.values().forEach(plan -> {
            plan.line.clear();
            plan.numbered.clear();
            plan.conditional.clear();
        });
    }

    /** Answers a call with the fault that is planned for it, if any. */
    public Answer around(E endpoint, Received request, Supplier<Answer> call) {
        return take(endpoint, request).orElse(Fault.none()).around(call);
    }

    private synchronized Optional<Fault> take(E endpoint, Received request) {
        Plan plan = plan(endpoint);
        plan.calls++;
        Fault numbered = plan.numbered.remove(plan.calls);
        if (numbered != null) {
            return Optional.of(numbered);
        }
        if (!plan.line.isEmpty()) {
            return Optional.of(plan.line.remove());
        }
        return plan.conditional.stream()
                .filter(candidate -> candidate.condition.test(request))
                .map(Conditional::fault)
                .findFirst();
    }

    private Plan plan(E endpoint) {
        return plans.computeIfAbsent(endpoint, unknown -> new Plan());
    }
}
