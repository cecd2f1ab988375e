package dev.backdrop.local.asl.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only when told to. Everything runs on the thread that drives it, in order of instant and then of
 * arrival, so that the same calls give the same run, and ten minutes of polling take milliseconds.
 *
 * <p>Any thread may hand over work. One thread drives at a time: a second one waits for the first.
 */
public final class VirtualScheduler implements Scheduler {

    private record Due(Instant when, long order) {}

    private record Entry(Runnable step, boolean background) {}

    private final TreeMap<Due, Entry> agenda =
            new TreeMap<>(Comparator.comparing(Due::when).thenComparingLong(Due::order));
    private final ReentrantLock driving = new ReentrantLock();
    private final Clock clock = new AgendaClock();
    private volatile Instant now;
    private long arrivals;
    private int awaited;

    public VirtualScheduler(Instant start) {
        this.now = start;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void run(Runnable step) {
        schedule(now, step);
    }

    @Override
    public void runBlocking(Runnable work) {
        schedule(now, work);
    }

    @Override
    public Cancellable schedule(Instant when, Runnable step) {
        return add(when, new Entry(step, false));
    }

    @Override
    public Cancellable scheduleInBackground(Instant when, Runnable step) {
        return add(when, new Entry(step, true));
    }

    private Cancellable add(Instant when, Entry entry) {
        synchronized (agenda) {
            Due due = new Due(when.isBefore(now) ? now : when, arrivals++);
            agenda.put(due, entry);
            awaited += entry.background() ? 0 : 1;
            return () -> {
                synchronized (agenda) {
                    if (agenda.remove(due) != null) {
                        awaited -= entry.background() ? 0 : 1;
                    }
                }
            };
        }
    }

    /**
     * Runs all that is due, moving time to each next event, until nothing is left but what is in the background, for which
     * time doesn't move. Never returns if something else repeats for ever.
     */
    public void runUntilIdle() {
        runUntil(() -> false);
    }

    /**
     * Like {@link #runUntilIdle()}, but stops as soon as the condition holds.
     *
     * @return whether it holds
     */
    public boolean runUntil(BooleanSupplier condition) {
        drive(Instant.MAX, condition, false);
        return condition.getAsBoolean();
    }

    /** Runs what falls due within this time and leaves the clock at its end. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Time can't go back: " + time);
        }
        Instant end = now.plus(time);
        drive(end, () -> false, true);
        synchronized (agenda) {
            now = end.isAfter(now) ? end : now;
        }
    }

    private void drive(Instant end, BooleanSupplier stop, boolean all) {
        if (driving.isHeldByCurrentThread()) {
            throw new IllegalStateException("A scheduled step can't drive the scheduler that runs it");
        }
        driving.lock();
        try {
            for (Runnable step = next(end, stop, all); step != null; step = next(end, stop, all)) {
                step.run();
            }
        } finally {
            driving.unlock();
        }
    }

    private Runnable next(Instant end, BooleanSupplier stop, boolean all) {
        if (stop.getAsBoolean()) {
            return null;
        }
        synchronized (agenda) {
            Instant limit = all || awaited > 0 ? end : now;
            if (agenda.isEmpty() || agenda.firstKey().when().isAfter(limit)) {
                return null;
            }
            Map.Entry<Due, Entry> first = agenda.pollFirstEntry();
            now = first.getKey().when();
            awaited -= first.getValue().background() ? 0 : 1;
            return first.getValue().step();
        }
    }

    private final class AgendaClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Virtual time is UTC");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
