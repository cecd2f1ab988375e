package dev.backdrop.job;

import dev.backdrop.failure.Failure;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One task submitted, or about to be submitted, for a job.
 *
 * @param number 1 for the first
 * @param provider the vendor's name
 * @param stage how far the submission is known to have come
 * @param startedAt when its preparation began
 * @param task the vendor's task, once there is one
 * @param polling how it was polled, once there is a task
 * @param fetches how often its result was asked for
 * @param ending how it ended, once it has
 */
public record Attempt(
        int number,
        String provider,
        Stage stage,
        Instant startedAt,
        Task task,
        Polling polling,
        int fetches,
        Ending ending) {

    /** How far a submission is known to have come: what a new invocation after a crash has to go by. */
    public enum Stage {
        /** Nothing was sent that could cost anything. */
        PREPARING,
        /** The billed call is about to be made, or was made: without a task it may or may not have been heard. */
        BILLING,
        /** The vendor has accepted a task. */
        ACCEPTED,
        /** It has ended, well or badly. */
        ENDED
    }

    /**
     * @param taskId the vendor's name for it
     * @param requestId the vendor's name for the call that made it, or null
     */
    public record Task(String taskId, String requestId, Instant submittedAt) {}

    /**
     * @param polls how often the vendor was asked
     * @param askedMillis the interval that the vendor last asked for, or null if it never did
     */
    public record Polling(int polls, Instant firstAt, Instant lastAt, Long askedMillis) {

        static final Polling NONE = new Polling(0, null, null, null);

        Polling polled(Instant now, Optional<Duration> asked) {
            return new Polling(
                    polls + 1,
                    firstAt == null ? now : firstAt,
                    now,
                    asked.map(Duration::toMillis).orElse(askedMillis));
        }

        /** The interval that the vendor last asked for: it stays in force until it asks for another. */
        public Optional<Duration> asked() {
            return Optional.ofNullable(askedMillis).map(Duration::ofMillis);
        }
    }

    /**
     * @param credits what it cost, in the vendor's units, or null if unknown
     * @param picture where the result was, or null
     * @param failure why it failed, or null if it didn't
     * @param resubmit whether a fresh task may well succeed
     */
    public record Ending(Instant at, BigDecimal credits, URI picture, Failure failure, boolean resubmit) {

        public static Ending success(Instant at, BigDecimal credits, URI picture) {
            return new Ending(at, credits, picture, null, false);
        }

        static Ending failure(Instant at, Failure why, boolean resubmit) {
            return new Ending(at, null, null, why, resubmit);
        }
    }

    static Attempt first(int number, String provider, Instant now) {
        return new Attempt(number, provider, Stage.PREPARING, now, null, Polling.NONE, 0, null);
    }

    Attempt at(Stage next) {
        return new Attempt(number, provider, next, startedAt, task, polling, fetches, ending);
    }

    Attempt accepted(Task accepted, Optional<Duration> asked) {
        Polling first = new Polling(0, null, null, asked.map(Duration::toMillis).orElse(null));
        return new Attempt(number, provider, Stage.ACCEPTED, startedAt, accepted, first, fetches, ending);
    }

    Attempt polled(Instant now, Optional<Duration> asked) {
        return new Attempt(number, provider, stage, startedAt, task, polling.polled(now, asked), fetches, ending);
    }

    Attempt fetched() {
        return new Attempt(number, provider, stage, startedAt, task, polling, fetches + 1, ending);
    }

    Attempt ended(Ending how) {
        return new Attempt(number, provider, Stage.ENDED, startedAt, task, polling, fetches, how);
    }
}
