package dev.backdrop.local.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a command that somebody has pressed Ctrl-C, and lets it finish what it must before the process ends. */
final class StopSignal {

    /** After this many seconds the process ends, whatever is still being closed. */
    private static final int PATIENCE = 20;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** One that is given when the process is asked to end. */
    static StopSignal onShutdown() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::requestAndWait, "stop"));
        return signal;
    }

    private void requestAndWait() {
        request();
        try {
            finished.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
    }

    void request() {
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until it is given. */
    void await() {
        try {
            requested.await();
        } catch (InterruptedException sameThing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is left to be done before the process ends. */
    void finished() {
        finished.countDown();
    }
}
