package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchKeys;
import dev.backdrop.batch.BatchOrder;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.Counts;
import dev.backdrop.batch.Ending;
import dev.backdrop.batch.Estimate;
import dev.backdrop.batch.PhotoJobs;
import dev.backdrop.batch.Plan;
import dev.backdrop.batch.Refusal;
import dev.backdrop.batch.SkipReason;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.json.Json;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.request.RequestLayers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches of the application in memory: planned in one step, then run all jobs at once. */
final class InMemoryBatches implements LocalBatches {

    /** As of a stack that asks back early. */
    static final int CONFIRM_OVER = 20;

    final Map<String, ObjectNode> inputs = new LinkedHashMap<>();
    final List<String> stopped = new ArrayList<>();
    final List<String> removed = new ArrayList<>();

    private final InMemoryBackdrop backdrop;
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    InMemoryBatches(InMemoryBackdrop backdrop) {
        this.backdrop = backdrop;
    }

    /** The input that the only, or the newest, batch was started with. */
    ObjectNode lastInput() {
        return List.copyOf(inputs.values()).get(inputs.size() - 1);
    }

    @Override
    public Map<String, Stored> stored(String prefix) {
        Map<String, Stored> stored = new LinkedHashMap<>();
        backdrop.contents.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                stored.put(key, new Stored(md5(text), text.length()));
            }
        });
        return stored;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void remove(String key) {
        backdrop.contents.remove(key);
        removed.add(key);
    }

    private record Row(Long line, String key, ObjectNode request) {}

    @Override
    public void start(String batchId, ObjectNode input, List<Refusal> leftOut) {
        inputs.put(batchId, input.deepCopy());
        BatchOrder order = BatchOrderReader.read(input);
        List<Job> planned = new ArrayList<>();
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        StringBuilder refused = new StringBuilder();
        leftOut.forEach(refusal ->
                refused.append(Json.mapper().valueToTree(refusal).toString()).append('\n'));
        for (Row row : rows(order)) {
            String text = backdrop.contents.get(row.key());
            if (text == null) {
                refused.append(refusal(row)).append('\n');
                continue;
            }
            Job fresh = job(batchId, order.request(), row, text);
            Job known = backdrop.jobs.get(row.key());
            SkipReason reason = known == null || !known.jobId().equals(fresh.jobId())
                    ? order.failedOnly() && !hasFailed(known) ? SkipReason.NOT_FAILED : null
                    : skip(known, order.failedOnly());
            if (reason == null) {
                planned.add(fresh);
            } else {
                skipped.merge(reason, 1L, Long::sum);
            }
        }
        long left = skipped.values().stream().mapToLong(Long::longValue).sum();
        long bad = refused.toString().lines().count();
        put(BatchKeys.refusals(batchId), refused.toString());
        Counts counts = new Counts(left + bad + planned.size(), left, skipped, bad, planned.size());
        Plan plan = new Plan(counts, estimate(planned.size()), "items", 2, 100, end(counts, order));
        Batch batch = Batch.planning(batchId, "arn:execution:" + batchId, order, backdrop.instant())
                .planned(plan, planned.isEmpty() ? "there is nothing to do" : null, backdrop.instant());
        batches.put(batchId, batch);
        if (plan.end() == null) {
            planned.forEach(job -> backdrop.jobs.put(job.source().key(), job));
        }
    }

    /** Of a photo that was in its place before. */
    private static boolean hasFailed(Job known) {
        return known != null && known.isFinal() && known.status() != JobStatus.SUCCEEDED;
    }

    private static SkipReason skip(Job known, boolean failedOnly) {
        if (known.status() == JobStatus.SUCCEEDED) {
            return failedOnly ? SkipReason.NOT_FAILED : SkipReason.DONE;
        }
        boolean cutOff = known.failure().code() == FailureCode.INTERNAL_ERROR;
        return failedOnly || cutOff ? null : SkipReason.FAILED_BEFORE;
    }

    private List<Row> rows(BatchOrder order) {
        if (order.folder() != null) {
            return backdrop.contents.keySet().stream()
                    .filter(key -> key.startsWith(order.folder()))
                    .map(key -> new Row(null, key, null))
                    .toList();
        }
        List<Row> rows = new ArrayList<>();
        long line = 0;
        for (String text : backdrop.contents.get(order.manifest().key()).lines().toList()) {
            line++;
            if (!text.isBlank()) {
                ObjectNode json = (ObjectNode) json(text);
                rows.add(new Row(line, json.remove("key").textValue(), json));
            }
        }
        return rows;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static ObjectNode refusal(Row row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("line", row.line())
                .put("key", row.key())
                .put("code", "INVALID_PHOTO")
                .put("message", "key: there is no such object");
    }

    private Job job(String batchId, ObjectNode shared, Row row, String text) {
        Source source = new Source(backdrop.inputBucket(), row.key(), null, md5(text), text.length());
        Request request = request(shared, row.request());
        return Job.claimed(JobId.of(source, request), "execution", batchId, source, request, backdrop.instant());
    }

    private static Request request(ObjectNode shared, ObjectNode row) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new RequestLayers()
                .then("row", row == null ? nothing : row)
                .then("batch", shared == null ? nothing : shared)
                .then("default", RequestJson.write(InMemoryBackdrop.anyRequest()))
                .merge();
    }

    private static Estimate estimate(long jobs) {
        BigDecimal credits = BigDecimal.valueOf(jobs);
        return new Estimate(credits, Map.of("studio", credits), Map.of("studio", jobs), jobs * 30);
    }

    private static BatchStatus end(Counts counts, BatchOrder order) {
        if (order.dryRun()) {
            return BatchStatus.DRY_RUN;
        }
        if (counts.planned() > CONFIRM_OVER && !order.confirm()) {
            return BatchStatus.AWAITING_CONFIRMATION;
        }
        return counts.planned() > 0 ? null : BatchStatus.SUCCEEDED;
    }

    /** Ends those whose jobs have ended. */
    void step() {
        batches.replaceAll((id, batch) -> {
            Map<JobStatus, Long> counts = counts(id);
            if (batch.isFinal() || counts.keySet().stream().anyMatch(status -> !status.isFinal())) {
                return batch;
            }
            long succeeded = counts.getOrDefault(JobStatus.SUCCEEDED, 0L);
            long planned = batch.plan().counts().planned();
            BatchStatus end = batch.plan().end() != null
                    ? batch.plan().end()
                    : succeeded == planned ? BatchStatus.SUCCEEDED : BatchStatus.FINISHED_WITH_FAILURES;
            return batch.ended(end, ending(id, succeeded, planned - succeeded), null, backdrop.instant());
        });
    }

    private Ending ending(String id, long succeeded, long failed) {
        String folder = BatchKeys.folder(id);
        for (String kind : List.of("html", "csv", "json")) {
            put(folder + "report." + kind, kind + " of " + id);
        }
        BigDecimal credits = BigDecimal.valueOf(succeeded);
        Ending.Report report = new Ending.Report(
                backdrop.outputBucket(), folder + "report.json", folder + "report.csv", folder + "report.html");
        return new Ending(succeeded, failed, 0, credits, Map.of("studio", credits), report);
    }

    /** What the newest batch made no job of. */
    List<JsonNode> refusals() {
        String newest = List.copyOf(inputs.keySet()).get(inputs.size() - 1);
        byte[] lines = backdrop.results.get(backdrop.outputBucket() + "/" + BatchKeys.refusals(newest));
        return new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(InMemoryBatches::json)
                .toList();
    }

    private void put(String key, String text) {
        backdrop.results.put(backdrop.outputBucket() + "/" + key, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void stop(String batchId) {
        stopped.add(batchId);
        Failure cutOff = Failure.ours(FailureCode.INTERNAL_ERROR, "the workflow broke", true);
        backdrop.jobs.replaceAll((key, job) -> job.isFinal() || !batchId.equals(job.batchId())
                ? job
                : job.ended(JobStatus.FAILED, cutOff, backdrop.instant()));
        batches.computeIfPresent(
                batchId,
                (id, batch) -> batch.ended(
                        BatchStatus.CANCELLED,
                        ending(id, counts(id).getOrDefault(JobStatus.SUCCEEDED, 0L), 0),
                        "cancelled",
                        backdrop.instant()));
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return Optional.ofNullable(batches.get(batchId));
    }

    @Override
    public Optional<Batch> newest(String target) {
        return batches.values().stream()
                .filter(batch -> !batch.order().dryRun())
                .filter(batch -> target.equals(batch.order().folder())
                        || batch.order().manifest() != null
                                && target.equals(batch.order().manifest().key()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Map<JobStatus, Long> counts(String batchId) {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        backdrop.jobs.values().stream()
                .filter(job -> batchId.equals(job.batchId()))
                .forEach(job -> counts.merge(job.status(), 1L, Long::sum));
        return counts;
    }

    @Override
    public List<Optional<Job>> jobs(ObjectNode request, List<PhotoJobs.Asked> photos) {
        return photos.stream()
                .map(photo -> {
                    String text = backdrop.contents.get(photo.key());
                    if (text == null) {
                        return Optional.<Job>empty();
                    }
                    String id = job("any", request, new Row(null, photo.key(), photo.request()), text)
                            .jobId();
                    return Optional.ofNullable(backdrop.jobs.get(photo.key()))
                            .filter(job -> job.jobId().equals(id));
                })
                .toList();
    }
}
