package dev.backdrop.provider;

import java.util.function.Supplier;

/**
 * All is prepared.
 *
 * @param billedCall the one call that can spend money. Call it once at most; it never throws for anything that the vendor
 *     or the network does
 */
public record Ready(Supplier<Submission> billedCall) implements Preparation {}
