package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.events.Rule.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * EventBridge: takes events and sends each to the targets of the rules that match. Deliveries run on the executor; with
 * {@code Runnable::run} all is done when {@link #put} returns.
 */
public final class EventBus {

    /** The bus that AWS's own events are on. */
    public static final String DEFAULT_BUS = "default";

    /** A batch puts an event or several for each of its photos; its journal must not hold them all. */
    static final int LONGEST_JOURNAL = 2_000;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Executor executor;
    private final Clock clock;
    private final IntFunction<Duration> pause;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Deque<JsonNode> journal = new ArrayDeque<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

    /**
     * @param pause how long to wait before the n-th repetition, from 1; {@link #noPause} for none, which also leaves the
     *     executor in charge of when
     */
    public EventBus(Executor executor, Clock clock, IntFunction<Duration> pause) {
        this.executor = executor;
        this.clock = clock;
        this.pause = pause;
    }

    /** Repeats at once, for virtual time. */
    public static IntFunction<Duration> noPause() {
        return repetition -> Duration.ZERO;
    }

    /** One second, then twice as long each time, a minute at most. */
    public static IntFunction<Duration> doublingPause() {
        return repetition -> {
            Duration doubled = Duration.ofSeconds(1L << Math.min(repetition - 1, 10));
            return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        };
    }

    public void add(Rule rule) {
        rules.add(rule);
    }

    /** Puts an event on the default bus. */
    public void put(JsonNode event) {
        put(DEFAULT_BUS, event);
    }

    /**
     * Puts an event on a bus. Never fails because of a target.
     *
     * @param event in EventBridge's envelope; it is copied
     */
    public void put(String bus, JsonNode event) {
        JsonNode copy = event.deepCopy();
        Instant now = clock.instant();
        note(copy);
        for (Rule rule : rules) {
            if (rule.bus().equals(bus) && rule.pattern().matches(copy)) {
                rule.deliveries()
                        .forEach(
                                delivery -> executor.execute(() -> attempt(new Attempt(rule, delivery, copy, now, 1))));
            }
        }
    }

    private void note(JsonNode event) {
        synchronized (journal) {
            journal.add(event);
            if (journal.size() > LONGEST_JOURNAL) {
                journal.remove();
            }
        }
    }

    private record Attempt(Rule rule, Delivery delivery, JsonNode event, Instant since, int number) {

        Attempt next() {
            return new Attempt(rule, delivery, event, since, number + 1);
        }
    }

    private void attempt(Attempt first) {
        Attempt attempt = first;
        while (attempt != null) {
            attempt = tried(attempt);
        }
    }

    /** The attempt to make at once, if any. */
    private Attempt tried(Attempt attempt) {
        Delivery delivery = attempt.delivery();
        try {
            delivery.target().deliver(delivery.message(attempt.event()).deepCopy());
            return null;
        } catch (UndeliverableException e) {
            bury(attempt, e);
            return null;
        } catch (RuntimeException e) {
            Duration wait = pause.apply(attempt.number());
            Instant then = clock.instant().plus(wait);
            if (attempt.number() > delivery.retries()
                    || then.isAfter(attempt.since().plus(delivery.oldest()))) {
                bury(attempt, e);
                return null;
            }
            if (wait.isZero()) {
                return attempt.next();
            }
            CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(() -> attempt(attempt.next()));
            return null;
        }
    }

    private void bury(Attempt attempt, RuntimeException error) {
        deadLetters.add(new DeadLetter(
                attempt.rule().name(), attempt.delivery().id(), attempt.event(), attempt.number(), error));
    }

    /** The events that were put, in order: the newest {@value #LONGEST_JOURNAL}. */
    public List<JsonNode> journal() {
        synchronized (journal) {
            return List.copyOf(journal);
        }
    }

    /** Every event that a target didn't take. */
    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }
}
