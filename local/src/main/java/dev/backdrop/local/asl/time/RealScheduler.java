package dev.backdrop.local.asl.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Time as it passes. Steps and timers have their own threads, so that a pool full of slow functions can't hold up a
 * timeout.
 */
public final class RealScheduler implements Scheduler, AutoCloseable {

    private static final int STEP_THREADS = 2;

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor steps =
            new ScheduledThreadPoolExecutor(STEP_THREADS, daemons("workflow-step"));
    private final ExecutorService blocking;

    /** @param workers how many blocking calls run at once, at least 1 */
    public RealScheduler(int workers) {
        this.blocking = Executors.newFixedThreadPool(workers, daemons("workflow-task"));
        steps.setRemoveOnCancelPolicy(true);
        steps.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void run(Runnable step) {
        handOver(steps, step);
    }

    @Override
    public void runBlocking(Runnable work) {
        handOver(blocking, work);
    }

    @Override
    public Cancellable schedule(Instant when, Runnable step) {
        long delay = Math.max(0, Duration.between(clock.instant(), when).toMillis());
        try {
            Future<?> pending = steps.schedule(step, delay, TimeUnit.MILLISECONDS);
            return () -> pending.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Work that arrives after closing is dropped: the process is on its way out. */
    private static void handOver(ExecutorService pool, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException closed) {
            if (!pool.isShutdown()) {
                throw closed;
            }
        }
    }

    /** Stops at once: what waits never happens, what runs is interrupted. */
    @Override
    public void close() {
        steps.shutdownNow();
        blocking.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
