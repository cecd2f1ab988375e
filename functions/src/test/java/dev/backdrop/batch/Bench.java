package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Source;
import dev.backdrop.json.Json;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.RequestResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The steps of batches in memory. Any write can be the last one before a crash. */
final class Bench {

    static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");
    static final String PROMPT = "{\"background\":{\"prompt\":\"marble\"},\"provider\":\"painter\"}";

    final Map<String, Source> objects = new TreeMap<>();
    final Map<String, byte[]> inputs = new HashMap<>();
    final Map<String, byte[]> files = new TreeMap<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final InMemoryBatches store = new InMemoryBatches(this::crash);
    BatchSettings settings = new BatchSettings(500, OptionalInt.empty(), 100);
    Clock planning = clock();
    private int crashAfter = -1;

    /** The process dies just after this write. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    void crashAfter(int writes) {
        crashAfter = writes;
    }

    private void crash() {
        if (crashAfter >= 0 && crashAfter-- == 0) {
            throw new Crash();
        }
    }

    void photo(String key) {
        objects.put(key, new Source("in", key, "v1", "e", 1000));
    }

    /** Another photo in the place of the one that is there. */
    void replaced(String key) {
        objects.put(key, new Source("in", key, "v2", "e2", 2000));
    }

    /** As who starts a batch says of a file that it can't read. */
    void leftOut(String batchId, String key) {
        Refusal refusal = new Refusal(null, key, null, FailureCode.INVALID_PHOTO, "no permission");
        files.put(
                BatchKeys.leftOut(batchId),
                (Json.mapper().valueToTree(refusal) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void object(String key, String text) {
        inputs.put(key, text.getBytes(StandardCharsets.UTF_8));
        objects.put(key, new Source("in", key, "v1", "e", text.length()));
    }

    /** A job as a batch with {@link #PROMPT} would have it. */
    Job job(String key, JobStatus status) {
        return job(key, status, FailureCode.TASK_FAILED);
    }

    /** @param code why, if it has ended badly */
    Job job(String key, JobStatus status, FailureCode code) {
        return job(key, status, Failure.ours(code, "it broke", true));
    }

    Job job(String key, JobStatus status, Failure failure) {
        Request request = RequestJson.read(json(PROMPT + ""));
        Source source = objects.get(key);
        Job job = Job.claimed(JobId.of(source, request), "execution", null, source, request, NOW);
        Job now = status.isFinal() && status != JobStatus.SUCCEEDED
                ? job.ended(status, failure, NOW)
                : status == JobStatus.SUCCEEDED ? succeeded(job) : job;
        jobs.put(now.jobId(), now);
        return now;
    }

    /**
     * A job of a batch.
     *
     * @param why it has failed for reasons of our own, or null
     */
    void jobOf(String batchId, String key, JobStatus status, String why) {
        Request request = RequestJson.read(json(PROMPT));
        Source source = objects.get(key);
        ObjectNode job = Json.mapper()
                .valueToTree(Job.claimed(JobId.of(source, request), "execution", batchId, source, request, NOW));
        job.put("status", status.name());
        if (why != null) {
            job.set("failure", Json.mapper().valueToTree(Failure.ours(FailureCode.INTERNAL_ERROR, why, true)));
        }
        Job read = Json.mapper().convertValue(job, Job.class);
        jobs.put(read.jobId(), read);
    }

    private static Job succeeded(Job job) {
        ObjectNode json = Json.mapper().valueToTree(job);
        json.put("status", "SUCCEEDED");
        return Json.mapper().convertValue(json, Job.class);
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    PlanBatchOutput plan(String batchId, String input) {
        RequestResolver requests = new RequestResolver(presets(), Settings.of(Map.of()));
        Providers providers =
                new Providers(List.of(new Providers.Listing.Available(new Painter())), List.of("painter"));
        return new PlanBatch(
                        store, new Photos(), new Records(), new Files(), requests, providers, settings, planning, log())
                .run(new PlanBatchInput(batchId, "arn:" + batchId, json(input)));
    }

    PlanBatchOutput planFolder(String batchId, String more) {
        return plan(batchId, "{\"folder\":\"batches/a/\",\"request\":" + PROMPT + more + "}");
    }

    RecordedBatch report(String batchId, ReportBatchInput.StepError error) {
        return new ReportBatch(store, new Records(), new Files(), clock(), log())
                .run(new ReportBatchInput(batchId, error));
    }

    RecordedBatch close(String batchId, String status) {
        return closing()
                .run(new CloseBatch.Ended(batchId, "arn:" + batchId, status, json("{\"folder\":\"batches/a/\"}")));
    }

    CloseBatch closing() {
        return new CloseBatch(store, new Records(), new Files(), clock(), log());
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static Log log() {
        return new Log(new PrintStream(OutputStream.nullOutputStream()), clock());
    }

    private PhotoStore presets() {
        return (PhotoStore) Proxy.newProxyInstance(
                Bench.class.getClassLoader(), new Class<?>[] {PhotoStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("readPreset")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return Optional.ofNullable(inputs.get("presets/" + arguments[1] + ".json"));
                });
    }

    /** The lines of a list. */
    List<ObjectNode> lines(String key) {
        return new String(files.get(key), StandardCharsets.UTF_8)
                .lines()
                .map(Bench::json)
                .toList();
    }

    List<ObjectNode> items(String batchId) {
        return lines("reports/" + batchId + "/items.jsonl");
    }

    String text(String key) {
        return new String(files.get(key), StandardCharsets.UTF_8);
    }

    private final class Photos implements InputPhotos {

        @Override
        public String bucket() {
            return "in";
        }

        @Override
        public void list(String prefix, Consumer<List<Source>> page) {
            objects.values().stream()
                    .filter(source -> source.key().startsWith(prefix))
                    .forEach(source -> page.accept(List.of(source)));
        }

        @Override
        public Map<String, Source> find(Collection<String> keys) {
            Map<String, Source> found = new HashMap<>(objects);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public Optional<InputStream> open(String key) {
            return Optional.ofNullable(inputs.get(key)).map(ByteArrayInputStream::new);
        }
    }

    private final class Records implements JobRecords {

        @Override
        public Map<String, Job> findAll(Collection<String> jobIds) {
            if (jobIds.size() > AT_ONCE) {
                throw new IllegalArgumentException("too many");
            }
            Map<String, Job> found = new HashMap<>(jobs);
            found.keySet().retainAll(jobIds);
            return found;
        }

        @Override
        public List<Job> ofPhoto(String sourceAddress) {
            List<Job> newestFirst = new ArrayList<>(jobs.values());
            Collections.reverse(newestFirst);
            return newestFirst.stream()
                    .filter(job -> job.source().address().equals(sourceAddress))
                    .toList();
        }

        @Override
        public Map<JobStatus, Long> counts(String batchId) {
            throw new UnsupportedOperationException("no step counts them");
        }
    }

    private final class Files implements BatchFiles {

        @Override
        public String bucket() {
            return "out";
        }

        @Override
        public OpenFile create(String key, String contentType) {
            return new InMemoryFile(bytes -> {
                files.put(key, bytes);
                crash();
            });
        }

        @Override
        public Optional<InputStream> open(String key) {
            return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
        }

        @Override
        public Optional<byte[]> readResult(String bucket, String key, long maxBytes) {
            return Optional.ofNullable(files.get(key));
        }
    }
}
