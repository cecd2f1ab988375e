package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One task: what becomes of it follows from its plan, its pictures and the time. */
final class SimulatedTask {

    /** {@code image_status}. */
    enum State {
        QUEUEING(1),
        PROCESSING(2),
        COMPLETED(3),
        FAILED(4);

        private final int number;

        State(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * What it is called.
     *
     * @param id the record's, which it is asked for by
     * @param imageId the picture's
     */
    record Names(String id, String imageId) {}

    private final Names names;
    private final TaskRequest request;
    private final TaskPlan plan;
    private final Instant created;
    private final Duration queueing;
    private final Instant expiry;
    private volatile CompletableFuture<Compositor.Outcome> outcome;
    private List<URI> links = List.of();

    SimulatedTask(
            Names names,
            TaskRequest request,
            TaskPlan plan,
            Instant created,
            AkoolOptions options,
            CompletableFuture<Compositor.Outcome> outcome) {
        this.names = names;
        this.request = request;
        this.plan = plan;
        this.created = created;
        this.queueing = options.queueing();
        this.expiry = created.plus(options.retention());
        this.outcome = outcome;
    }

    Names names() {
        return names;
    }

    TaskRequest request() {
        return request;
    }

    Instant created() {
        return created;
    }

    /** From then on neither it nor its result is there. */
    Instant expiry() {
        return expiry;
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiry);
    }

    Fault download() {
        return plan.download();
    }

    /** How it is doing; waits for the pictures, in real time, once its own time has come. */
    State state(Instant now) {
        if (now.isBefore(created.plus(plan.takes()))) {
            return now.isBefore(created.plus(queueing)) ? State.QUEUEING : State.PROCESSING;
        }
        return plan.fails() || outcome().error().isPresent() ? State.FAILED : State.COMPLETED;
    }

    /** What {@code error_reasons} says of a failed task: bad pictures come before any plan. */
    List<String> reasons() {
        return outcome().error().map(List::of).orElse(plan.reasons());
    }

    Compositor.Outcome outcome() {
        return outcome.join();
    }

    /** The result's addresses, the same at every asking. */
    synchronized List<URI> links(Supplier<List<URI>> fresh) {
        if (links.isEmpty()) {
            links = List.copyOf(fresh.get());
        }
        return links;
    }

    /** Lets go of the picture. */
    void release() {
        outcome = outcome.thenApply(Compositor.Outcome::withoutPicture);
    }
}
