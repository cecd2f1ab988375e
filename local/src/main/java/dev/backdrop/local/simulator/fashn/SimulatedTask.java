package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One task: what becomes of it follows from its plan, its photo and the time. */
final class SimulatedTask {

    /** A task leaves {@code starting} after a tenth of its time, {@code in_queue} after a quarter. */
    private static final int STARTED = 10;

    private static final int DEQUEUED = 4;

    private final String id;
    private final TaskRequest request;
    private final TaskPlan plan;
    private final Instant created;
    private final Duration life;
    private CompletableFuture<LoadedPhoto> photo;
    private Optional<CompletableFuture<String>> output = Optional.empty();

    /** @param life how long it is known after its end */
    SimulatedTask(
            String id,
            TaskRequest request,
            TaskPlan plan,
            CompletableFuture<LoadedPhoto> photo,
            Instant created,
            Duration life) {
        this.id = id;
        this.request = request;
        this.plan = plan;
        this.photo = photo;
        this.created = created;
        this.life = life;
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

    /** What the pipeline made of the photo; waits for it, in real time. */
    LoadedPhoto photo() {
        CompletableFuture<LoadedPhoto> loading;
        synchronized (this) {
            loading = photo;
        }
        return loading.join();
    }

    private Instant end() {
        return created.plus(plan.takes());
    }

    boolean finished(Instant now) {
        return !now.isBefore(end());
    }

    /** When nobody is told of it any more. */
    Instant expiry() {
        return end().plus(life);
    }

    boolean forgotten(Instant now) {
        return now.isAfter(expiry());
    }

    /** The status word of a task that hasn't ended. */
    String stage(Instant now) {
        Duration age = Duration.between(created, now);
        if (age.compareTo(plan.takes().dividedBy(STARTED)) < 0) {
            return "starting";
        }
        return age.compareTo(plan.takes().dividedBy(DEQUEUED)) < 0 ? "in_queue" : "processing";
    }

    /** How it ends, whether or not its time has come: a photo that can't be loaded comes before any plan. */
    Ending ending() {
        return photo().error()
                .<Ending>map(message -> new Ending.Failure("ImageLoadError", message))
                .orElse(plan.ending());
    }

    /** Whether its credits are gone: they are once it has succeeded, seen or not. */
    boolean charged(Instant now) {
        return finished(now) && ending() instanceof Ending.Success;
    }

    /** What stands in its {@code output}, made when first asked for; waits for it, in real time. */
    String output(Supplier<CompletableFuture<String>> making) {
        CompletableFuture<String> made;
        synchronized (this) {
            if (output.isEmpty()) {
                output = Optional.of(making.get());
            }
            made = output.get();
        }
        return made.join();
    }

    /** Lets go of the pictures; how the task ended stays. */
    synchronized void release() {
        photo = photo.thenApply(LoadedPhoto::withoutPixels);
        output = Optional.empty();
    }
}
