package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.Plan;
import dev.backdrop.batch.Refusal;
import dev.backdrop.job.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts a batch and follows it to its end, fetching results on the way. Stops it when told to. */
final class BatchRun {

    /** How often results are fetched, and a request to stop is looked for. */
    private static final Duration TICK = Duration.ofMillis(200);

    private static final Duration READING_PAUSE = Duration.ofMillis(500);

    /** Reading records may take this part of the time, because it takes it away from the jobs. */
    private static final int READING_SHARE = 10;

    /** Closing records takes moments; longer than the process is given after Ctrl-C makes no sense. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final LocalBackdrop backdrop;
    private final LocalBatches batches;
    private final BatchResults results;
    private final BatchProgress progress;
    private final StopSignal stop;
    private final Supplier<Duration> clock;
    private Consumer<Plan> untold = plan -> {};
    private Duration running;
    private Duration nextReading = Duration.ZERO;

    BatchRun(
            LocalBackdrop backdrop,
            BatchResults results,
            BatchProgress progress,
            StopSignal stop,
            Supplier<Duration> clock) {
        this.backdrop = backdrop;
        this.batches = backdrop.batches();
        this.results = results;
        this.progress = progress;
        this.stop = stop;
        this.clock = clock;
    }

    /**
     * Waits until an earlier batch that a broken-off process left open is closed, so that it isn't in the way.
     *
     * @param target what both are about
     */
    void awaitEarlier(String target) {
        Duration deadline = clock.get().plus(CLOSING);
        while (clock.get().compareTo(deadline) < 0
                && !stop.isRequested()
                && batches.newest(target).filter(this::isOpen).isPresent()) {
            progress.show(new BatchState("closing what was broken off", 0, 0, 0, Duration.ZERO));
            backdrop.awaitChange(TICK);
        }
    }

    private boolean isOpen(Batch batch) {
        return !batch.isFinal()
                || batches.counts(batch.batchId()).keySet().stream().anyMatch(status -> !status.isFinal());
    }

    /** Nothing more is written about it: its jobs have ended, and what was planned has its report. */
    private boolean isClosed(Batch batch) {
        return !isOpen(batch) && (batch.plan() == null || batch.ending() != null);
    }

    /**
     * @param leftOut what can't be handed over
     * @param planned told once what is planned
     * @return its record at the end; not an ended one if it had to be left, or nothing if it never began
     */
    Optional<Batch> run(String batchId, ObjectNode order, List<Refusal> leftOut, Consumer<Plan> planned) {
        batches.start(batchId, order, leftOut);
        untold = planned;
        Optional<Batch> batch = Optional.empty();
        Duration deadline = null;
        boolean stopping = false;
        while (true) {
            results.fetchNew();
            if (clock.get().compareTo(nextReading) >= 0) {
                batch = read(batchId, stopping);
                if (batch.filter(this::isClosed).isPresent()) {
                    return batch;
                }
                if (deadline == null && batch.filter(Batch::isFinal).isPresent()) {
                    deadline = clock.get().plus(CLOSING);
                }
            }
            if (deadline != null && clock.get().compareTo(deadline) >= 0) {
                return batch;
            }
            if (!stopping && stop.isRequested()) {
                stopping = true;
                deadline = clock.get().plus(CLOSING);
                progress.say("Stopping: no job begins any more, and those under way are closed.");
                batches.stop(batchId);
            }
            backdrop.awaitChange(TICK);
        }
    }

    private Optional<Batch> read(String batchId, boolean stopping) {
        Duration before = clock.get();
        Optional<Batch> batch = batches.find(batchId);
        batch.filter(known -> known.plan() != null).ifPresent(known -> {
            untold.accept(known.plan());
            untold = plan -> {};
        });
        batch.filter(known -> !isClosed(known)).ifPresent(known -> progress.show(state(known, stopping)));
        Duration after = clock.get();
        Duration pause = after.minus(before).multipliedBy(READING_SHARE);
        nextReading = after.plus(pause.compareTo(READING_PAUSE) > 0 ? pause : READING_PAUSE);
        return batch;
    }

    private BatchState state(Batch batch, boolean stopping) {
        if (batch.status() == BatchStatus.PLANNING || batch.plan() == null) {
            return new BatchState("planning", 0, 0, 0, Duration.ZERO);
        }
        if (batch.plan().end() != null || batch.isFinal()) {
            return new BatchState("reporting", 0, 0, 0, Duration.ZERO);
        }
        if (running == null) {
            running = clock.get();
        }
        Map<JobStatus, Long> counts = batches.counts(batch.batchId());
        long ended = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long succeeded = counts.getOrDefault(JobStatus.SUCCEEDED, 0L);
        String phase = stopping ? "stopping" : batch.status() == BatchStatus.RUNNING ? "running" : "reporting";
        return new BatchState(
                phase,
                ended,
                ended - succeeded,
                batch.plan().counts().planned(),
                clock.get().minus(running));
    }

    /** From the first job to now. */
    Duration running() {
        return running == null ? Duration.ZERO : clock.get().minus(running);
    }
}
