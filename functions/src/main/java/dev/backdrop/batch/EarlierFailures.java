package dev.backdrop.batch;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.request.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a photo that has no job, as it is now, has failed before: as what was in its place until it was mended, with another
 * request, or as a file or a row that no job could be made of. It is looked up only for batches of failures.
 */
final class EarlierFailures {

    private static final int PAGE = 50;

    private final BatchStore store;
    private final JobRecords jobs;
    private final BatchFiles files;
    private final String batchId;
    private final BatchOrder order;
    private Refused refused;

    /**
     * What no job could be made of, by its key and by its line, because mending a row may be to mend its key; and what a
     * batch of failures was to do.
     */
    private record Refused(Set<String> keys, Set<Long> lines) {

        boolean has(Long line, String key) {
            return keys.contains(key) || line != null && lines.contains(line);
        }
    }

    /** @param batchId of the batch that is being planned */
    EarlierFailures(BatchStore store, JobRecords jobs, BatchFiles files, String batchId, BatchOrder order) {
        this.store = store;
        this.jobs = jobs;
        this.files = files;
        this.batchId = batchId;
        this.order = order;
    }

    /**
     * @param line of the manifest, or null
     * @return why it isn't to be tried again, or null if it is
     */
    SkipReason skipReason(Long line, Source source, Request request) {
        List<Job> earlier = jobs.ofPhoto(source.address());
        Optional<Job> last = earlier.stream()
                .filter(job -> request.equals(job.request()))
                .findFirst()
                .or(() -> earlier.stream().findFirst());
        if (last.isPresent() && failed(last.get().status())) {
            return mayBeChargedAgain(last.get(), source) ? SkipReason.SUBMIT_UNKNOWN : null;
        }
        return wasRefused(line, source.key()) ? null : SkipReason.NOT_FAILED;
    }

    private static boolean failed(JobStatus status) {
        return status.isFinal() && status != JobStatus.SUCCEEDED;
    }

    /** The vendor may have this very photo; another one in its place is none of that job's. */
    private boolean mayBeChargedAgain(Job last, Source source) {
        return last.mayBeChargedTwice()
                && last.source().revision().equals(source.revision())
                && !order.acceptPossibleCharge();
    }

    /** Whether no job could be made of it in the batch that is named, or in the last one of the same photos. */
    boolean wasRefused(Long line, String key) {
        return refused().has(line, key);
    }

    /** Whether there is anything that no job could be made of then. */
    boolean anyRefused() {
        return !refused().keys().isEmpty() || !refused().lines().isEmpty();
    }

    private Refused refused() {
        if (refused == null) {
            refused = read();
        }
        return refused;
    }

    private Refused read() {
        Refused read = new Refused(new HashSet<>(), new HashSet<>());
        if (order.failedOf() != null) {
            addRefusals(order.failedOf(), read);
        } else {
            last().ifPresent(batch -> {
                addRefusals(batch.batchId(), read);
                if (batch.order().failedOnly()) {
                    addItems(batch.batchId(), read);
                }
            });
        }
        return read;
    }

    private void addRefusals(String of, Refused read) {
        JsonLinesFile.read(
                files.open(BatchKeys.refusals(of)),
                Refusal.class,
                JobRecords.AT_ONCE,
                some -> some.forEach(refusal -> {
                    if (refusal.key() != null) {
                        read.keys().add(refusal.key());
                    }
                    if (refusal.line() != null) {
                        read.lines().add(refusal.line());
                    }
                }));
    }

    /** A batch of failures that was stopped leaves failures behind that it never came to. */
    private void addItems(String of, Refused read) {
        JsonLinesFile.read(
                files.open(BatchKeys.items(of)),
                Item.class,
                JobRecords.AT_ONCE,
                some -> some.forEach(item -> read.keys().add(item.key())));
    }

    /** The last batch of the same photos that did what it had planned, or began to. */
    private Optional<Batch> last() {
        String cursor = null;
        do {
            BatchStore.Page page = store.newest(PAGE, cursor);
            Optional<Batch> found =
                    page.batches().stream().filter(this::isEarlier).findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.cursor();
        } while (cursor != null);
        return Optional.empty();
    }

    private boolean isEarlier(Batch batch) {
        return !batch.batchId().equals(batchId)
                && batch.order() != null
                && order.target().equals(batch.order().target())
                && batch.plan() != null
                && batch.plan().end() != BatchStatus.DRY_RUN
                && batch.plan().end() != BatchStatus.AWAITING_CONFIRMATION;
    }
}
