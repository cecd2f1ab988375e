package dev.backdrop.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One task submitted, or about to be submitted, for a job; with some vendors a chain of tasks, of which this is the newest.
 *
 * @param number 1 for the first
 * @param provider the vendor's name
 * @param stage how far the submission is known to have come
 * @param startedAt when its preparation began, or when it was taken up again
 * @param task the vendor's task, once there is one
 * @param polling how it was polled, once there is a task
 * @param fetches how often its result was asked for
 * @param ending how it ended, once it has
 * @param steps the tasks before this one in a chain, done and paid for
 */
public record Attempt(
        int number,
        String provider,
        Stage stage,
        Instant startedAt,
        Task task,
        Polling polling,
        int fetches,
        Ending ending,
        List<Step> steps) {

    public Attempt {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

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
     * @param taskId the vendor's name for it, or null if it answered with the picture itself and named none
     * @param requestId the vendor's name for the call that made it, or null
     */
    public record Task(String taskId, String requestId, Instant submittedAt) {}

    /**
     * A task of a chain that is done.
     *
     * @param polls how often the vendor was asked for it
     * @param credits what it cost, in the vendor's units, or null if unknown
     */
    public record Step(Task task, int polls, BigDecimal credits, Instant finishedAt) {}

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
     * @param credits what the attempt cost, all tasks together, in the vendor's units, or null if unknown
     * @param picture where the result was, or null
     * @param kept the key of the result in our own bucket, where it came with the vendor's answer, or null
     * @param failure why it failed, or null if it didn't
     * @param resubmit whether a fresh task may well succeed
     * @param notes what people should know of the result
     */
    public record Ending(
            Instant at,
            BigDecimal credits,
            URI picture,
            String kept,
            Failure failure,
            boolean resubmit,
            List<String> notes) {

        public Ending {
            notes = notes == null ? List.of() : List.copyOf(notes);
        }

        public static Ending success(Instant at, BigDecimal credits, URI picture, String kept, List<String> notes) {
            return new Ending(at, credits, picture, kept, null, false, notes);
        }

        Ending noting(List<String> more) {
            List<String> all = new ArrayList<>(notes);
            all.addAll(more);
            return new Ending(at, credits, picture, kept, failure, resubmit, all);
        }
    }

    /** Its tasks, in their order: of a chain, those that are done as well. */
    Stream<Task> tasks() {
        return Stream.concat(steps.stream().map(Step::task), Stream.ofNullable(task));
    }

    static Attempt first(int number, String provider, List<Step> steps, Instant now) {
        return new Attempt(number, provider, Stage.PREPARING, now, null, Polling.NONE, 0, null, steps);
    }

    Attempt at(Stage next) {
        return new Attempt(number, provider, next, startedAt, task, polling, fetches, ending, steps);
    }

    Attempt accepted(Task accepted, Optional<Duration> asked) {
        Polling first = new Polling(0, null, null, asked.map(Duration::toMillis).orElse(null));
        return new Attempt(number, provider, Stage.ACCEPTED, startedAt, accepted, first, fetches, ending, steps);
    }

    Attempt polled(Instant now, Optional<Duration> asked) {
        return new Attempt(
                number, provider, stage, startedAt, task, polling.polled(now, asked), fetches, ending, steps);
    }

    Attempt fetched() {
        return new Attempt(number, provider, stage, startedAt, task, polling, fetches + 1, ending, steps);
    }

    Attempt ended(Ending how) {
        return new Attempt(number, provider, Stage.ENDED, startedAt, task, polling, fetches, how, steps);
    }

    /** What its earlier steps cost is paid all the same. */
    Attempt failed(Failure why, boolean resubmit, Instant now) {
        BigDecimal paid = stepCredits().signum() > 0 ? stepCredits() : null;
        return ended(new Ending(now, paid, null, null, why, resubmit, List.of()));
    }

    /** Its finished steps as a later attempt has them: they cost nothing any more. */
    List<Step> stepsPaidBefore() {
        return steps.stream()
                .map(step -> new Step(step.task(), 0, BigDecimal.ZERO, step.finishedAt()))
                .toList();
    }

    /** Its task is done, and another is to follow. */
    Attempt nextStep(BigDecimal credits, Instant now) {
        List<Step> done = new ArrayList<>(steps);
        done.add(new Step(task, polling.polls(), credits, now));
        return new Attempt(number, provider, Stage.PREPARING, startedAt, null, Polling.NONE, 0, null, done);
    }

    /** Asked for again, with all of its time before it. */
    Attempt resumed(Instant now) {
        return new Attempt(number, provider, Stage.ACCEPTED, now, task, Polling.NONE, 0, null, steps);
    }

    /** Whether it made this task, now or in an earlier step. */
    boolean knows(Task made) {
        return made.equals(task) || steps.stream().anyMatch(step -> made.equals(step.task()));
    }

    /** The step that the newest task is, or will be: 1 for the first. */
    @JsonIgnore
    public int stepNumber() {
        return steps.size() + 1;
    }

    /** Since when it has been trying to hand over its newest task. */
    @JsonIgnore
    public Instant stepStartedAt() {
        return latest(
                startedAt,
                steps.isEmpty() ? startedAt : steps.get(steps.size() - 1).finishedAt());
    }

    /** Since when its newest task has been waited for. */
    @JsonIgnore
    public Instant waitingSince() {
        return latest(startedAt, task.submittedAt());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Whether its task may hold a result that is paid for and that we don't have: then it is to be asked for again before
     * another one is paid for.
     */
    @JsonIgnore
    public boolean isResumable() {
        if (task == null || task.taskId() == null) {
            return false;
        }
        Failure failure = ending == null ? null : ending.failure();
        return failure == null || failure.charged() != Charge.NO && failure.code() != FailureCode.TASK_EXPIRED;
    }

    /** How often the vendor was asked, for all of its tasks. */
    @JsonIgnore
    public int polls() {
        return polling.polls() + steps.stream().mapToInt(Step::polls).sum();
    }

    /** What its finished steps cost, as far as it is known. */
    @JsonIgnore
    public BigDecimal stepCredits() {
        return steps.stream()
                .map(Step::credits)
                .filter(credits -> credits != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
