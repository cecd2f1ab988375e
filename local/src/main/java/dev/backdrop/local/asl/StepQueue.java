package dev.backdrop.local.asl;

import dev.backdrop.local.asl.time.Scheduler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Steps that run one at a time and in order, on whatever thread the scheduler has. */
final class StepQueue {

    private final Scheduler scheduler;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();

    StepQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Adds a step, which must not throw. */
    void post(Runnable step) {
        queue.add(step);
        if (queued.getAndIncrement() == 0) {
            scheduler.run(this::next);
        }
    }

    /** One step, then the back of the scheduler's own queue: queues take turns. */
    private void next() {
        try {
            queue.remove().run();
        } finally {
            if (queued.decrementAndGet() > 0) {
                scheduler.run(this::next);
            }
        }
    }
}
