package dev.backdrop.local.studio;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a studio server is run.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param apiKey callers must send it as {@code Authorization: Bearer}; without one, everybody may call
 * @param publicAddress under which callers reach the server, where that isn't the {@code Host} they send
 * @param lifetime how long uploaded photos, and tasks and results once finished, are kept
 * @param memoryBytes for uploaded photos, and as much again for results
 * @param workers tasks worked on at once
 * @param queueLength tasks waiting at most
 * @param loopbackPhotos whether {@code photo.url} may name this very machine
 */
public record StudioSettings(
        String host,
        int port,
        Optional<String> apiKey,
        Optional<URI> publicAddress,
        Duration lifetime,
        long memoryBytes,
        int workers,
        int queueLength,
        boolean loopbackPhotos) {

    private static final long LEAST_MEMORY = 72L << 20;

    /** @throws IllegalArgumentException if a number makes no sense */
    public StudioSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(publicAddress, "publicAddress");
        if (lifetime.isNegative() || lifetime.isZero() || memoryBytes < 1 || workers < 1 || queueLength < 1) {
            throw new IllegalArgumentException("lifetime, memory, workers and queue length are positive");
        }
    }

    /** For one machine: loopback, a free port, no key, an hour, a worker for each core. */
    public static StudioSettings local() {
        return new StudioSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 8),
                Runtime.getRuntime().availableProcessors(),
                64,
                true);
    }

    public StudioSettings withHost(String name, int number) {
        return new StudioSettings(
                name, number, apiKey, publicAddress, lifetime, memoryBytes, workers, queueLength, loopbackPhotos);
    }

    public StudioSettings withApiKey(String key) {
        return new StudioSettings(
                host,
                port,
                Optional.of(key),
                publicAddress,
                lifetime,
                memoryBytes,
                workers,
                queueLength,
                loopbackPhotos);
    }

    public StudioSettings withPublicAddress(URI address) {
        return new StudioSettings(
                host, port, apiKey, Optional.of(address), lifetime, memoryBytes, workers, queueLength, loopbackPhotos);
    }

    /** Whether a photo's address may name this very machine, and by plain http. */
    public StudioSettings withLoopbackPhotos(boolean allowed) {
        return new StudioSettings(
                host, port, apiKey, publicAddress, lifetime, memoryBytes, workers, queueLength, allowed);
    }

    /** How much is kept and done at once. */
    public StudioSettings withBounds(long memory, int workerCount, int queue) {
        return new StudioSettings(
                host, port, apiKey, publicAddress, lifetime, memory, workerCount, queue, loopbackPhotos);
    }
}
