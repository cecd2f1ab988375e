package dev.backdrop.local.simulator.akool;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Every task ever created, and the account that they are paid from: at creation, and for good, since no page speaks of
 * credits that come back.
 */
final class TaskBook {

    private final int price;
    private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
    private final Deque<SimulatedTask> kept = new ArrayDeque<>();
    private long balance;
    private long charged;
    private SimulatedTask last;

    TaskBook(AkoolOptions options) {
        price = options.price();
        balance = options.balance();
    }

    /**
     * Adds a task and takes its credits.
     *
     * @param creation makes the task from its number, 1 for the first
     * @throws Refusal if the account doesn't hold enough
     */
    synchronized SimulatedTask create(IntFunction<SimulatedTask> creation) {
        if (balance < price) {
            throw Refusal.quota();
        }
        SimulatedTask task = creation.apply(tasks.size() + 1);
        balance -= price;
        charged += price;
        tasks.put(task.names().id(), task);
        kept.add(task);
        last = task;
        return task;
    }

    /** The tasks that have expired since this was last asked. */
    synchronized List<SimulatedTask> takeExpired(Instant now) {
        List<SimulatedTask> expired = new ArrayList<>();
        while (!kept.isEmpty() && kept.peek().expired(now)) {
            expired.add(kept.remove());
        }
        return expired;
    }

    synchronized Optional<SimulatedTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** In the order of creation. */
    synchronized List<SimulatedTask> all() {
        return List.copyOf(tasks.values());
    }

    synchronized Optional<SimulatedTask> last() {
        return Optional.ofNullable(last);
    }

    synchronized long charged() {
        return charged;
    }

    synchronized long balance() {
        return balance;
    }

    synchronized void setBalance(long credits) {
        balance = credits;
    }
}
