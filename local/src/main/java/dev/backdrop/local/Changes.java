package dev.backdrop.local;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one waiter know that something may have changed since it last looked. */
final class Changes {

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean pending;

    void signal() {
        lock.lock();
        try {
            pending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return false if nothing has changed within this time */
    boolean await(Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!pending) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            pending = false;
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
