package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The tokens that tasks wait for. Each is good for one answer. */
final class TaskTokens {

    /** A task that waits; called from any thread. */
    interface Waiter {
        void tokenSucceeded(JsonNode result);

        void tokenFailed(String error, String cause);

        void tokenAlive();
    }

    private final Map<String, Waiter> waiting = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private long issued;

    TaskTokens(RandomGenerator random) {
        this.random = random;
    }

    /** The serial number makes it unique even where the generator is seeded the same again. */
    String issue(Waiter waiter) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        synchronized (random) {
            bytes.putLong(++issued)
                    .putLong(random.nextLong())
                    .putLong(random.nextLong())
                    .putLong(random.nextLong());
        }
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        waiting.put(token, waiter);
        return token;
    }

    void withdraw(String token) {
        waiting.remove(token);
    }

    /** Takes the token out of use. */
    Waiter redeem(String token) {
        return Optional.ofNullable(waiting.remove(token)).orElseThrow(UnknownTaskTokenException::new);
    }

    Waiter waiter(String token) {
        return Optional.ofNullable(waiting.get(token)).orElseThrow(UnknownTaskTokenException::new);
    }
}
