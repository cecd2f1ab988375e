package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.simulator.perfectcorp.TaskPlan.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One task: what becomes of it follows from its plan, its photo and the times at which it is polled. */
final class SimulatedTask {

    /** What a poll is answered with. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        /** Never polled in time, deleted, or too old. */
        UNKNOWN
    }

    private final String id;
    private final TaskRequest request;
    private final TaskPlan plan;
    private volatile CompletableFuture<Inspection> inspection;
    private final Instant created;
    private final Duration window;
    private final Duration retention;
    private final List<Poll> polls = new ArrayList<>();
    private Instant lastSeen;
    private Optional<Duration> asked = Optional.empty();
    private int statuses;
    private boolean endSeen;
    private boolean lost;
    private boolean deleted;

    SimulatedTask(
            String id,
            TaskRequest request,
            TaskPlan plan,
            CompletableFuture<Inspection> inspection,
            Instant created,
            PerfectCorpOptions options) {
        this.id = id;
        this.request = request;
        this.plan = plan;
        this.inspection = inspection;
        this.created = created;
        this.lastSeen = created;
        this.window = options.pollingWindow();
        this.retention = options.retention();
    }

    String id() {
        return id;
    }

    TaskRequest request() {
        return request;
    }

    TaskPlan plan() {
        return plan;
    }

    /** What the engine made of the photo; waits for it, in real time. */
    Inspection inspection() {
        return inspection.join();
    }

    /** How it ends, whether or not its time has come: a bad photo comes before any plan. */
    Ending ending() {
        return inspection()
                .error()
                .<Ending>map(code -> new Ending.Failure(code, ""))
                .orElse(plan.ending());
    }

    boolean finished(Instant now) {
        return !now.isBefore(created.plus(plan.takes()));
    }

    /** Whether its units are gone: they are once it has succeeded, seen or not. */
    boolean charged(Instant now) {
        return finished(now) && ending() instanceof Ending.Success;
    }

    /** Notes a poll and says what it is answered with. */
    synchronized State poll(Instant now) {
        if (deleted || forgotten(now)) {
            return State.UNKNOWN;
        }
        boolean late = overdue(now);
        if (!endSeen && !lost) {
            note(now, late);
        }
        lost |= late;
        if (lost) {
            return State.UNKNOWN;
        }
        return endSeen || finished(now) ? end() : State.RUNNING;
    }

    private void note(Instant now, boolean late) {
        Duration gap = Duration.between(lastSeen, now);
        // An interval beyond the window can't be kept without losing the task, so nobody is blamed for not keeping it.
        boolean early = asked.filter(interval -> interval.compareTo(window) <= 0 && gap.compareTo(interval) < 0)
                .isPresent();
        polls.add(new Poll(now, gap, asked, early, late));
        lastSeen = now;
    }

    private State end() {
        endSeen = true;
        Ending ending = ending();
        if (ending instanceof Ending.Success) {
            return State.SUCCEEDED;
        }
        return ending instanceof Ending.Timeout ? State.TIMED_OUT : State.FAILED;
    }

    private boolean overdue(Instant now) {
        return !endSeen && now.isAfter(lastSeen.plus(window));
    }

    /** What the next answer says of the interval, which from then on is in force. */
    synchronized Optional<JsonNode> nextInterval(PollingInterval interval) {
        Optional<JsonNode> said = interval.in(statuses++);
        said.ifPresent(value -> asked = readable(value));
        return said;
    }

    /** Text counts if it is a number; what isn't a positive number asks for nothing. */
    private static Optional<Duration> readable(JsonNode value) {
        long milliseconds = value.asLong(0);
        return milliseconds > 0 ? Optional.of(Duration.ofMillis(milliseconds)) : Optional.empty();
    }

    /** Whether the vendor would deny knowing it. */
    synchronized boolean unknown(Instant now) {
        return deleted || lost(now) || forgotten(now);
    }

    /** Lost because nobody polled it in time, whether or not anybody has noticed. */
    synchronized boolean lost(Instant now) {
        return lost || !deleted && overdue(now);
    }

    synchronized List<Poll> polls() {
        return List.copyOf(polls);
    }

    /** Whether its time with the vendor is over. */
    boolean forgotten(Instant now) {
        return now.isAfter(created.plus(retention));
    }

    /** Lets go of the photo; how the task ended stays. */
    void release() {
        inspection = inspection.thenApply(Inspection::withoutPhoto);
    }

    /** Forgets it; the charge stays. */
    synchronized void delete() {
        deleted = true;
        release();
    }
}
