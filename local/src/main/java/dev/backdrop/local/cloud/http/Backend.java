package dev.backdrop.local.cloud.http;

import dev.backdrop.local.cloud.functions.Invocation;

/** The functions behind an API. */
@FunctionalInterface
public interface Backend {

    /**
     * Invokes a function and waits for it.
     *
     * @param function its logical id
     * @throws dev.backdrop.local.cloud.functions.InvocationRefusedException if Lambda wouldn't invoke it
     */
    Invocation invoke(String function, byte[] payload);
}
