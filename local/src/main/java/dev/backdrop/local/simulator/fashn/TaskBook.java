package dev.backdrop.local.simulator.fashn;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Every task ever created, and the account that they are paid from. */
final class TaskBook {

    private final BigDecimal price;
    private final int concurrency;
    private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
    private final List<SimulatedTask> unsettled = new ArrayList<>();
    private final List<SimulatedTask> remembered = new ArrayList<>();
    private BigDecimal deposited;
    private BigDecimal spent = BigDecimal.ZERO;

    TaskBook(FashnOptions options) {
        price = options.price();
        concurrency = options.concurrency();
        deposited = options.balance();
    }

    /**
     * Adds a task, if there is room for one more and the account covers it beside all tasks that still run.
     *
     * @param creation makes the task from its number, 1 for the first
     * @throws Refusal if there isn't, or it doesn't
     */
    synchronized SimulatedTask create(Instant now, IntFunction<SimulatedTask> creation) {
        settle(now);
        if (unsettled.size() >= concurrency) {
            throw Refusal.concurrencyLimit(concurrency);
        }
        BigDecimal reserved = price.multiply(BigDecimal.valueOf(unsettled.size()));
        if (deposited.subtract(spent).subtract(reserved).compareTo(price) < 0) {
            throw Refusal.outOfCredits();
        }
        SimulatedTask task = creation.apply(tasks.size() + 1);
        tasks.put(task.id(), task);
        unsettled.add(task);
        remembered.add(task);
        return task;
    }

    /** The tasks whose time with the vendor has ended since this was last asked. */
    synchronized List<SimulatedTask> takeForgotten(Instant now) {
        List<SimulatedTask> forgotten =
                remembered.stream().filter(task -> task.forgotten(now)).toList();
        remembered.removeAll(forgotten);
        return forgotten;
    }

    private void settle(Instant now) {
        for (Iterator<SimulatedTask> open = unsettled.iterator(); open.hasNext(); ) {
            SimulatedTask task = open.next();
            if (task.finished(now)) {
                open.remove();
                spent = task.charged(now) ? spent.add(price) : spent;
            }
        }
    }

    synchronized Optional<SimulatedTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** In the order of creation. */
    synchronized List<SimulatedTask> all() {
        return List.copyOf(tasks.values());
    }

    synchronized BigDecimal spent(Instant now) {
        settle(now);
        return spent;
    }

    synchronized BigDecimal balance(Instant now) {
        settle(now);
        return deposited.subtract(spent);
    }

    synchronized void setBalance(BigDecimal credits, Instant now) {
        settle(now);
        deposited = spent.add(credits);
    }
}
