package dev.backdrop.local.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the shared server offers to a vendor's rules.
 *
 * @param uploadBase the upload host's address, without a slash at the end
 * @param workers for what is too slow for a request
 * @param seed of everything that looks random
 */
public record Shell(
        Clock clock,
        long seed,
        SeededIds ids,
        SignedLinks links,
        ResultHost results,
        URI uploadBase,
        Painter painter,
        Executor workers) {}
