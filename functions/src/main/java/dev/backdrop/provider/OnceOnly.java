package dev.backdrop.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A billed call that can't be made twice by mistake. */
public final class OnceOnly implements Supplier<Submission> {

    private final Supplier<Submission> call;
    private final AtomicBoolean used = new AtomicBoolean();

    public OnceOnly(Supplier<Submission> call) {
        this.call = call;
    }

    /** @throws IllegalStateException if called again: that could pay twice */
    @Override
    public Submission get() {
        if (used.getAndSet(true)) {
            throw new IllegalStateException("a task is created once; prepare again for another");
        }
        return call.get();
    }
}
