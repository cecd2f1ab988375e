package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Received;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The API keys that exist, and what has become of them. */
final class KeyRing {

    private static final String SCHEME = "Bearer ";

    private final Map<String, KeyState> keys = new ConcurrentHashMap<>();

    KeyRing(String key) {
        keys.put(key, KeyState.ACTIVE);
    }

    void set(String key, KeyState state) {
        keys.put(key, state);
    }

    Set<String> all() {
        return Set.copyOf(keys.keySet());
    }

    /** @throws Refusal unless the request brings an active key, as {@code Bearer}, one space, the key */
    void check(Received request) {
        KeyState state = request.header("authorization")
                .filter(value -> value.startsWith(SCHEME))
                .flatMap(value -> Optional.ofNullable(keys.get(value.substring(SCHEME.length()))))
                .orElseThrow(Refusal::invalidApiKey);
        switch (state) {
            case INACTIVE -> throw Refusal.inactiveApiKey();
            case EXPIRED -> throw Refusal.expiredApiKey();
            case ACTIVE -> {}
        }
    }
}
