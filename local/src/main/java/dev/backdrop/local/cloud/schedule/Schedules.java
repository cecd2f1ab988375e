package dev.backdrop.local.cloud.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.time.Cancellable;
import dev.backdrop.local.asl.time.Scheduler;
import dev.backdrop.local.cloud.events.UndeliverableException;
import dev.backdrop.local.cloud.schedule.ScheduledRun.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * EventBridge Scheduler: calls targets when their time comes, real or virtual. A machine that slept runs what it missed
 * once when it wakes; what came due while nothing ran at all is not made up for.
 */
public final class Schedules implements AutoCloseable {

    /** The timer of a machine that sleeps stands still, so that a long wait is made of short ones. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** @param time the next one */
    public record Upcoming(String schedule, Instant time) {}

    private final Scheduler scheduler;
    private final IntFunction<Duration> pause;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final List<ScheduledRun> runs = new CopyOnWriteArrayList<>();
    private final List<UndeliveredRun> undelivered = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private record Pending(Instant time, Cancellable timer) {}

    private record Attempt(Schedule schedule, Instant time, int number) {

        Attempt next() {
            return new Attempt(schedule, time, number + 1);
        }
    }

    /** @param pause how long to wait before the n-th repetition of a delivery that failed, from 1 */
    public Schedules(Scheduler scheduler, IntFunction<Duration> pause) {
        this.scheduler = scheduler;
        this.pause = pause;
    }

    /** From now on. */
    public void add(Schedule schedule) {
        Instant begin = schedule.start().orElse(scheduler.clock().instant());
        await(schedule, begin, begin);
    }

    /** Waits for the first time that isn't before {@code from}, nor past already. */
    private void await(Schedule schedule, Instant begin, Instant from) {
        Instant now = scheduler.clock().instant();
        Instant earliest = from.isBefore(now) ? now : from;
        schedule.expression()
                .next(earliest, begin)
                .filter(time -> schedule.end().map(end -> !time.isAfter(end)).orElse(true))
                .ifPresentOrElse(time -> sleep(schedule, begin, time), () -> pending.remove(schedule.name()));
    }

    private void sleep(Schedule schedule, Instant begin, Instant time) {
        Instant wake = scheduler.clock().instant().plus(LONGEST_WAIT);
        boolean near = !time.isAfter(wake);
        Cancellable timer = scheduler.scheduleInBackground(near ? time : wake, () -> wake(schedule, begin, time));
        pending.put(schedule.name(), new Pending(time, timer));
        if (closed) {
            timer.cancel();
        }
    }

    private void wake(Schedule schedule, Instant begin, Instant time) {
        if (closed) {
            return;
        }
        if (scheduler.clock().instant().isBefore(time)) {
            sleep(schedule, begin, time);
            return;
        }
        scheduler.runBlocking(() -> attempt(new Attempt(schedule, time, 1)));
        await(schedule, begin, time.plusMillis(1));
    }

    private void attempt(Attempt first) {
        Attempt attempt = first;
        while (attempt != null) {
            attempt = tried(attempt);
        }
    }

    /** The attempt to make at once, if any. */
    private Attempt tried(Attempt attempt) {
        Schedule schedule = attempt.schedule();
        JsonNode payload =
                schedule.payload().at(attempt.time(), UUID.randomUUID().toString(), attempt.number());
        try {
            schedule.target().deliver(payload.deepCopy());
            runs.add(new ScheduledRun(schedule.name(), attempt.time(), attempt.number(), Outcome.DELIVERED));
            return null;
        } catch (UndeliverableException e) {
            bury(attempt, payload, e);
            return null;
        } catch (RuntimeException e) {
            return again(attempt, payload, e);
        }
    }

    private Attempt again(Attempt attempt, JsonNode payload, RuntimeException error) {
        Schedule schedule = attempt.schedule();
        Duration wait = pause.apply(attempt.number());
        Instant then = scheduler.clock().instant().plus(wait);
        if (attempt.number() > schedule.retries() || then.isAfter(attempt.time().plus(schedule.oldest()))) {
            bury(attempt, payload, error);
            return null;
        }
        if (wait.isZero()) {
            return attempt.next();
        }
        scheduler.schedule(then, () -> scheduler.runBlocking(() -> attempt(attempt.next())));
        return null;
    }

    private void bury(Attempt attempt, JsonNode payload, RuntimeException error) {
        Schedule schedule = attempt.schedule();
        runs.add(new ScheduledRun(schedule.name(), attempt.time(), attempt.number(), Outcome.DEAD_LETTER));
        undelivered.add(new UndeliveredRun(
                schedule.name(), schedule.deadLetterArn(), attempt.time(), payload, attempt.number(), error));
    }

    /** When each schedule comes due next, soonest first; without those that never will again. */
    public List<Upcoming> upcoming() {
        List<Upcoming> upcoming = new ArrayList<>();
        pending.forEach((name, next) -> upcoming.add(new Upcoming(name, next.time())));
        upcoming.sort(Comparator.comparing(Upcoming::time).thenComparing(Upcoming::schedule));
        return upcoming;
    }

    /** What has come due and has ended, in the order in which it ended. */
    public List<ScheduledRun> runs() {
        return List.copyOf(runs);
    }

    /** What targets haven't taken. */
    public List<UndeliveredRun> undelivered() {
        return List.copyOf(undelivered);
    }

    /** Nothing comes due any more. */
    @Override
    public void close() {
        closed = true;
        pending.values().forEach(next -> next.timer().cancel());
        pending.clear();
    }
}
