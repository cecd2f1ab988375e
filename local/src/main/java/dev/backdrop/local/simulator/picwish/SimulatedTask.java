package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.picwish.Outcome.Failed;
import dev.backdrop.local.simulator.picwish.Outcome.Made;
import dev.backdrop.local.simulator.picwish.TaskPlan.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One task: what becomes of it follows from its plan, its pictures and the time. */
final class SimulatedTask {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private final String id;
    private final Terms terms;
    private final TaskPlan plan;
    private final boolean outlasted;
    private final Instant created;
    private final Instant finish;
    private final Duration retention;
    private final List<Poll> polls = new ArrayList<>();
    private volatile CompletableFuture<Outcome> outcome;
    private Instant lastPolled;
    private boolean endTold;

    /** @param outcome what the engine makes of it, in its own time */
    SimulatedTask(
            String id,
            Terms terms,
            TaskPlan plan,
            CompletableFuture<Outcome> outcome,
            Instant created,
            PicWishOptions options) {
        this.id = id;
        this.terms = terms;
        this.plan = plan;
        this.outcome = outcome;
        this.created = created;
        this.lastPolled = created;
        this.retention = options.retention();
        Duration limit = options.processingLimit();
        this.outlasted = plan.ending() instanceof Ending.Hanging
                || !terms.sync() && plan.takes().compareTo(limit) > 0;
        this.finish = terms.sync() ? created : created.plus(outlasted ? limit : plan.takes());
    }

    String id() {
        return id;
    }

    Terms terms() {
        return terms;
    }

    TaskPlan plan() {
        return plan;
    }

    Instant created() {
        return created;
    }

    /** When it is done or has failed. */
    Instant finish() {
        return finish;
    }

    boolean finished(Instant now) {
        return !now.isBefore(finish);
    }

    /** Where it stands; once its time is over this waits for the engine, in real time. */
    int state(Instant now) {
        return finished(now) ? ending() : plan.path().get(step(now));
    }

    /** Which part of its path it is on; the last one for as long as it hangs there. */
    private int step(Instant now) {
        long parts = Duration.between(created, now).toMillis() * plan.path().size();
        return (int) Math.min(
                parts / Math.max(1, plan.takes().toMillis()), plan.path().size() - 1);
    }

    /** A bad picture comes before any plan. */
    private int ending() {
        if (outcome.join() instanceof Failed failed) {
            return failed.state();
        }
        if (outlasted) {
            return States.TIMED_OUT;
        }
        return plan.ending() instanceof Ending.Failure failure ? failure.state() : States.DONE;
    }

    /** Of 100, which it reaches when it is done or has failed. */
    int progress(Instant now) {
        if (finished(now)) {
            return 100;
        }
        long elapsed = Duration.between(created, now).toMillis();
        return (int) Math.min(99, elapsed * 100 / Math.max(1, plan.takes().toMillis()));
    }

    /** When it leaves the queue, at the latest when it ends; empty as long as it is there. */
    Optional<Instant> processed(Instant now) {
        int size = plan.path().size();
        long queued = plan.path().stream().takeWhile(state -> state == 0).count();
        Instant start = terms.sync() || queued == size
                ? finish
                : created.plus(plan.takes().multipliedBy(queued).dividedBy(size));
        return start.isAfter(now) ? Optional.empty() : Optional.of(start);
    }

    /** What it delivers once it is done, by the names that answers use. */
    Map<String, byte[]> pictures() {
        Map<String, byte[]> delivered = new TreeMap<>();
        if (outcome.join() instanceof Made made) {
            made.pictures().entrySet().stream()
                    .limit(plan.delivers())
                    .forEach(picture -> delivered.put(picture.getKey(), picture.getValue()));
        }
        return delivered;
    }

    /** Credits that are gone: they are once it has succeeded, seen or not. */
    int charge(Instant now, Prices prices) {
        boolean succeeded = finished(now) && ending() == States.DONE;
        return succeeded ? terms.price(prices, Math.min(terms.images(), plan.delivers())) : 0;
    }

    /** Notes a query and says where the task stands. */
    synchronized int poll(Instant now) {
        int state = state(now);
        Duration gap = Duration.between(lastPolled, now);
        polls.add(new Poll(now, gap, state, gap.compareTo(SHORTEST_INTERVAL) < 0));
        lastPolled = now;
        endTold |= finished(now);
        return state;
    }

    /** The answer to its creation told the end. */
    synchronized void toldAtOnce() {
        endTold = true;
    }

    /** Whether nobody was told how it ended. */
    synchronized boolean unseen() {
        return !endTold;
    }

    synchronized List<Poll> polls() {
        return List.copyOf(polls);
    }

    /** From when on it isn't known any more. */
    boolean forgotten(Instant now) {
        return now.isAfter(finish.plus(retention));
    }

    /** Lets go of the pictures; how the task ended stays. */
    void release() {
        outcome = outcome.thenApply(Outcome::withoutPictures);
    }
}
