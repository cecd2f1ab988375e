package dev.backdrop.batch;

import dev.backdrop.log.Log;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.workflow.RequestResolver;
import dev.backdrop.workflow.SharedRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first step of a batch: finds the photos, leaves out what is done, and writes down what is to be run. Costs nothing at
 * any vendor, and can be repeated: a plan that was recorded holds, an unrecorded one is made again.
 */
public final class PlanBatch {

    /**
     * Enough for a million photos of a folder and for half as many of a list; a minute less than the function has, to say so if
     * it isn't.
     */
    public static final Duration LONGEST = Duration.ofMinutes(13);

    private final BatchStore store;
    private final BatchLocks locks;
    private final InputPhotos photos;
    private final JobRecords jobs;
    private final BatchFiles files;
    private final RequestResolver requests;
    private final Workload workload;
    private final BatchSettings settings;
    private final Clock clock;
    private final Log log;

    public PlanBatch(
            BatchStore store,
            InputPhotos photos,
            JobRecords jobs,
            BatchFiles files,
            RequestResolver requests,
            Providers providers,
            BatchSettings settings,
            Clock clock,
            Log log) {
        this.store = store;
        this.locks = new BatchLocks(store, clock);
        this.photos = photos;
        this.jobs = jobs;
        this.files = files;
        this.requests = requests;
        this.workload = new Workload(providers);
        this.settings = settings;
        this.clock = clock;
        this.log = log;
    }

    public PlanBatchOutput run(PlanBatchInput input) {
        Batch batch = store.claim(Batch.planning(input.batchId(), input.execution(), null, clock.instant()));
        if (batch.status() == BatchStatus.PLANNING) {
            batch = begin(input);
        }
        log.info("batch planned")
                .with("batchId", batch.batchId())
                .with("status", batch.status())
                .with("reason", batch.message())
                .with(
                        "jobs",
                        batch.plan() == null ? null : batch.plan().counts().planned())
                .write();
        return PlanBatchOutput.of(batch, files.bucket());
    }

    private Batch begin(PlanBatchInput input) {
        BatchOrder order;
        try {
            order = earlier(BatchOrderReader.read(input.input()));
        } catch (InvalidBatchException wrong) {
            return end(input.batchId(), BatchStatus.FAILED, wrong.getMessage());
        }
        Batch mine = store.change(
                input.batchId(),
                batch -> batch.isFinal() ? batch : batch.begun(input.execution(), order, clock.instant()));
        if (mine.isFinal()) {
            return mine;
        }
        // A dry run touches nothing that another batch works on.
        Optional<String> other = order.dryRun() ? Optional.empty() : locks.take(order.target(), mine.batchId());
        if (other.isPresent()) {
            return end(mine.batchId(), taken(order), takenBy(other.get(), order.target()));
        }
        return plan(mine);
    }

    private BatchOrder earlier(BatchOrder order) {
        try {
            return new EarlierBatch(store).complete(order);
        } catch (InvalidBatchException wrong) {
            throw new InvalidBatchException("failedOnly: " + wrong.getMessage());
        }
    }

    private static BatchStatus taken(BatchOrder order) {
        return order.scheduled() ? BatchStatus.SKIPPED : BatchStatus.FAILED;
    }

    private static String takenBy(String other, String target) {
        return "batch " + other + " is at work on " + target + ". Wait until it has ended, or cancel it";
    }

    private Batch plan(Batch batch) {
        BatchOrder order = batch.order();
        SharedRequests shared = requests.shared(order.request());
        EarlierFailures failures = new EarlierFailures(store, jobs, files, batch.batchId(), order);
        Batch planned;
        Instant until = clock.instant().plus(LONGEST);
        try (Planning planning = new Planning(
                batch.batchId(),
                order,
                shared,
                workload,
                jobs,
                failures,
                files,
                () -> clock.instant().isAfter(until))) {
            checkShared(shared);
            new Candidates(photos, jobs, failures, files).offer(batch.batchId(), order, planning);
            Tally tally = planning.complete();
            Plan plan = plan(batch, tally);
            String message = message(plan, order, tally);
            planned = store.change(batch.batchId(), mine -> mine.planned(plan, message, clock.instant()));
        } catch (InvalidBatchException wrong) {
            planned = end(batch.batchId(), BatchStatus.FAILED, wrong.getMessage());
        }
        if (planned.isFinal()) {
            locks.release(planned);
        }
        return planned;
    }

    /** What is wrong for every photo is said once. */
    private void checkShared(SharedRequests shared) {
        try {
            shared.resolve(photos.bucket(), "", null);
        } catch (InvalidRequestException wrong) {
            if (wrong.field().startsWith(SharedRequests.ASKED)) {
                throw new InvalidBatchException(wrong.getMessage());
            }
        }
    }

    private Plan plan(Batch batch, Tally tally) {
        BatchOrder order = batch.order();
        int concurrency = tally.concurrency(
                order.concurrency() == null ? settings.concurrency() : OptionalInt.of(order.concurrency()));
        return new Plan(
                tally.counts(),
                tally.estimate(concurrency),
                BatchKeys.items(batch.batchId()),
                concurrency,
                order.toleratedFailurePercent() == null
                        ? settings.toleratedFailurePercent()
                        : order.toleratedFailurePercent(),
                end(tally.counts(), order));
    }

    private BatchStatus end(Counts counts, BatchOrder order) {
        if (order.dryRun()) {
            return BatchStatus.DRY_RUN;
        }
        if (counts.planned() > settings.confirmOver() && !order.confirm()) {
            return BatchStatus.AWAITING_CONFIRMATION;
        }
        if (counts.planned() > 0) {
            return null;
        }
        if (counts.refused() == 0) {
            return BatchStatus.SUCCEEDED;
        }
        return counts.refused() == counts.found() ? BatchStatus.FAILED : BatchStatus.FINISHED_WITH_FAILURES;
    }

    private String message(Plan plan, BatchOrder order, Tally tally) {
        Counts counts = plan.counts();
        if (plan.end() == BatchStatus.AWAITING_CONFIRMATION) {
            return counts.planned() + " jobs are planned, for about "
                    + plan.estimate().credits().toPlainString() + " credits; more than " + settings.confirmOver()
                    + " start only when confirmed. Start the batch again with confirm true";
        }
        if (counts.found() == 0) {
            return "nothing was found in " + order.target();
        }
        if (counts.refused() == counts.found()) {
            return "no job can be made of any of " + counts.found() + "; the first: "
                    + tally.firstRefusal().orElseThrow().text();
        }
        return counts.planned() == 0 ? "there is nothing to do: all of it is done, or was left out" : null;
    }

    private Batch end(String batchId, BatchStatus status, String why) {
        return store.change(batchId, batch -> batch.ended(status, null, why, clock.instant()));
    }
}
