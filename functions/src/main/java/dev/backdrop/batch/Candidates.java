package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.manifest.Manifest;
import dev.backdrop.batch.manifest.Row;
import dev.backdrop.batch.manifest.UnreadableManifestException;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.AnnouncedUploads;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.job.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the photos that a batch is about: those of a folder, of a manifest, or of an earlier batch. */
final class Candidates {

    private static final int ROWS_AT_ONCE = 100;

    private final InputPhotos photos;
    private final JobRecords jobs;
    private final EarlierFailures failures;
    private final BatchFiles files;

    Candidates(InputPhotos photos, JobRecords jobs, EarlierFailures failures, BatchFiles files) {
        this.photos = photos;
        this.jobs = jobs;
        this.failures = failures;
        this.files = files;
    }

    /** @throws InvalidBatchException if there is nothing to read them from */
    void offer(String batchId, BatchOrder order, Planning planning) {
        refusals(BatchKeys.leftOut(batchId), some -> some.forEach(planning::refuse));
        if (order.failedOf() != null) {
            ofBatch(order, planning);
        } else if (order.folder() != null) {
            photos.list(order.folder(), page -> page.forEach(source -> ofFolder(source, planning)));
        } else {
            ofManifest(order.manifest().key(), row -> true, planning);
        }
    }

    private void refusals(String key, Consumer<List<Refusal>> some) {
        JsonLinesFile.read(files.open(key), Refusal.class, ROWS_AT_ONCE, some);
    }

    private static void ofFolder(Source source, Planning planning) {
        if (source.key().endsWith("/")) {
            planning.skip(SkipReason.FOLDER_MARKER);
        } else if (Formats.isManifest(source.key())) {
            planning.skip(SkipReason.MANIFEST);
        } else {
            offer(null, source, null, planning);
        }
    }

    private static void offer(Long line, Source source, Row.Photo row, Planning planning) {
        if (AnnouncedUploads.jobId(source.key()).isPresent()) {
            planning.skip(SkipReason.ANNOUNCED);
        } else {
            planning.photo(line, source, row == null ? null : row.request());
        }
    }

    private void ofManifest(String key, Predicate<Row> wanted, Planning planning) {
        Optional<InputStream> bytes = photos.open(key);
        if (bytes.isEmpty()) {
            throw new InvalidBatchException("there is no manifest " + key + " in the input bucket");
        }
        try (InputStream open = bytes.get()) {
            Manifest manifest = Formats.isCsv(key) ? Manifest.csv(open) : Manifest.jsonLines(open);
            List<Row> rows = new ArrayList<>(ROWS_AT_ONCE);
            for (Optional<Row> row = manifest.next(); row.isPresent(); row = manifest.next()) {
                row.filter(wanted).ifPresent(rows::add);
                if (rows.size() == ROWS_AT_ONCE) {
                    ofRows(rows, planning);
                    rows.clear();
                }
            }
            ofRows(rows, planning);
        } catch (UnreadableManifestException unreadable) {
            throw new InvalidBatchException(key + ": " + unreadable.getMessage());
        } catch (IOException | UncheckedIOException brokenOff) {
            throw new StoreUnavailableException(
                    "can't read the manifest " + key + ": " + brokenOff.getMessage(), brokenOff);
        }
    }

    private void ofRows(List<Row> rows, Planning planning) {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> {
            if (row instanceof Row.Photo photo) {
                keys.add(photo.key());
            }
        });
        Map<String, Source> found = keys.isEmpty() ? Map.of() : photos.find(keys);
        for (Row row : rows) {
            if (row instanceof Row.Bad bad) {
                String where = bad.field() == null ? "the row " : bad.field() + ": ";
                planning.refuse(new Refusal(
                        bad.line(), bad.key(), bad.field(), FailureCode.UNSUPPORTED_REQUEST, where + bad.problem()));
            } else {
                ofRow((Row.Photo) row, found, planning);
            }
        }
    }

    private static void ofRow(Row.Photo row, Map<String, Source> found, Planning planning) {
        Source source = found.get(row.key());
        if (source == null) {
            planning.refuse(new Refusal(
                    row.line(),
                    row.key(),
                    "key",
                    FailureCode.INVALID_PHOTO,
                    "key: there is no such object in the input bucket; upload it, or mend the key"));
        } else {
            offer(row.line(), source, row, planning);
        }
    }

    private void ofBatch(BatchOrder order, Planning planning) {
        String batchId = order.failedOf();
        Optional<InputStream> items = files.open(BatchKeys.items(batchId));
        if (items.isEmpty()) {
            throw new InvalidBatchException("failedOnly: batch " + batchId
                    + " has no list of jobs any more; name its folder or manifest, and" + " say failedOnly true");
        }
        JsonLinesFile.read(items, Item.class, JobRecords.AT_ONCE, some -> {
            Map<String, Job> known = jobs.findAll(some.stream().map(Item::jobId).toList());
            Map<String, Source> now = now(known.values());
            for (Item item : some) {
                Job job = known.get(item.jobId());
                if (job == null) {
                    planning.skip(SkipReason.NOT_FAILED);
                } else {
                    again(job, now.get(item.key()), planning);
                }
            }
        });
        if (order.folder() != null) {
            refusals(BatchKeys.refusals(batchId), some -> ofRefusals(some, planning));
        } else if (failures.anyRefused()) {
            ofManifest(order.manifest().key(), this::wasRefused, planning);
        }
    }

    /** What is in the place of photos whose jobs have failed. */
    private Map<String, Source> now(Collection<Job> known) {
        Set<String> keys = known.stream()
                .filter(job -> job.isFinal() && job.status() != JobStatus.SUCCEEDED)
                .map(job -> job.source().key())
                .collect(Collectors.toSet());
        return keys.isEmpty() ? Map.of() : photos.find(keys);
    }

    /** Another photo in the place of one whose job has failed is asked for what that one was asked for. */
    private static void again(Job job, Source now, Planning planning) {
        if (now == null || JobId.of(now, job.request()).value().equals(job.jobId())) {
            planning.again(job);
        } else if (job.request() == null) {
            planning.photo(null, now, (ObjectNode) null);
        } else {
            planning.photo(null, now, job.request());
        }
    }

    private void ofRefusals(List<Refusal> some, Planning planning) {
        Set<String> keys =
                some.stream().map(Refusal::key).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, Source> now = keys.isEmpty() ? Map.of() : photos.find(keys);
        for (Refusal refusal : some) {
            if (now.containsKey(refusal.key())) {
                offer(null, now.get(refusal.key()), null, planning);
            } else {
                planning.refuse(refusal);
            }
        }
    }

    private boolean wasRefused(Row row) {
        return failures.wasRefused(row.line(), row instanceof Row.Photo photo ? photo.key() : ((Row.Bad) row).key());
    }
}
