package dev.backdrop.local.asl.time;

import java.time.Clock;
import java.time.Instant;

/**
 * When things happen. The interpreter never blocks a thread to wait: it asks for a call later, so that ten thousand
 * waiting executions cost no more than ten thousand small objects.
 */
public interface Scheduler {

    /** The time that everything scheduled here goes by. */
    Clock clock();

    /** Runs a short step as soon as possible, after the steps handed over before it by the same thread. */
    void run(Runnable step);

    /** Runs work that may block, such as calling a function, as soon as possible. */
    void runBlocking(Runnable work);

    /** Runs a short step at that instant, or as soon as possible if it is past. */
    Cancellable schedule(Instant when, Runnable step);

    /**
     * Like {@link #schedule}, but nobody waits for it: virtual time doesn't go on for its sake alone. For what repeats for
     * ever.
     */
    default Cancellable scheduleInBackground(Instant when, Runnable step) {
        return schedule(when, step);
    }
}
