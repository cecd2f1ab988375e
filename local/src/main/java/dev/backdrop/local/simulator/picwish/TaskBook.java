package dev.backdrop.local.simulator.picwish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.IntFunction;

/** Every task ever created, and the account that they are paid from. */
final class TaskBook {

    private final Prices prices;
    private final int emptyAccountStatus;
    private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
    private final Queue<SimulatedTask> unsettled = new PriorityQueue<>(Comparator.comparing(SimulatedTask::finish));
    private final Queue<SimulatedTask> remembered = new PriorityQueue<>(Comparator.comparing(SimulatedTask::finish));
    private long deposited;
    private long reserved;
    private long spent;

    TaskBook(PicWishOptions options) {
        prices = options.prices();
        emptyAccountStatus = options.emptyAccountStatus();
        deposited = options.balance();
    }

    /**
     * Adds a task, if the account covers it beside all tasks that still run.
     *
     * @param creation makes the task from its number, 1 for the first
     * @throws Refusal if the account doesn't
     */
    synchronized SimulatedTask create(Instant now, Terms terms, IntFunction<SimulatedTask> creation) {
        settle(now);
        int price = terms.highestPrice(prices);
        if (deposited - spent - reserved < price) {
            throw Refusal.insufficientCredits(emptyAccountStatus);
        }
        SimulatedTask task = creation.apply(tasks.size() + 1);
        tasks.put(task.id(), task);
        unsettled.add(task);
        remembered.add(task);
        reserved += price;
        return task;
    }

    private void settle(Instant now) {
        while (!unsettled.isEmpty() && unsettled.peek().finished(now)) {
            SimulatedTask task = unsettled.remove();
            reserved -= task.terms().highestPrice(prices);
            spent += task.charge(now, prices);
        }
    }

    /** The tasks whose time with the vendor has ended since this was last asked. */
    synchronized List<SimulatedTask> takeForgotten(Instant now) {
        List<SimulatedTask> forgotten = new ArrayList<>();
        while (!remembered.isEmpty() && remembered.peek().forgotten(now)) {
            forgotten.add(remembered.remove());
        }
        return forgotten;
    }

    synchronized Optional<SimulatedTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** In the order of creation. */
    synchronized List<SimulatedTask> all() {
        return List.copyOf(tasks.values());
    }

    /** Whether a task has cost anything up to now. */
    boolean charged(SimulatedTask task, Instant now) {
        return task.charge(now, prices) > 0;
    }

    synchronized long spent(Instant now) {
        settle(now);
        return spent;
    }

    synchronized long balance(Instant now) {
        settle(now);
        return deposited - spent;
    }

    synchronized void setBalance(long credits, Instant now) {
        settle(now);
        deposited = spent + credits;
    }
}
