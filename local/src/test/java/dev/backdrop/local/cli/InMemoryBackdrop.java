package dev.backdrop.local.cli;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Result;
import dev.backdrop.job.Sha256;
import dev.backdrop.job.Source;
import dev.backdrop.request.Background;
import dev.backdrop.request.ObjectMetadata;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.request.RequestLayers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A small application in memory, whose jobs take one step each time somebody waits, on a clock that moves only then. What
 * becomes of a photo is said by its contents: {@code refuse}, {@code break}, {@code hang}, {@code lose}, {@code vanish}; any
 * other photo succeeds.
 */
final class InMemoryBackdrop implements LocalBackdrop, LocalBackdrops {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(1);

    final List<StartOptions> starts = new ArrayList<>();
    final Map<String, Map<String, String>> uploads = new LinkedHashMap<>();
    final List<Consumer<Job>> listeners = new ArrayList<>();
    Runnable onWait = () -> {};
    int closed;
    int mostAtOnce;

    final Map<String, String> contents = new LinkedHashMap<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final Map<String, byte[]> results = new LinkedHashMap<>();
    final InMemoryBatches batches = new InMemoryBatches(this);
    private Duration now = Duration.ZERO;

    Duration now() {
        return now;
    }

    Instant instant() {
        return BEGIN.plus(now);
    }

    Request request(String key) {
        return new RequestLayers()
                .then("upload", ObjectMetadata.part(uploads.get(key)))
                .then("default", RequestJson.write(anyRequest()))
                .merge();
    }

    static Request anyRequest() {
        return new Request(new Background.Transparent(), "studio", null, new Output(OutputFormat.PNG, null));
    }

    @Override
    public LocalBackdrop start(StartOptions options) {
        starts.add(options);
        return this;
    }

    @Override
    public String upload(Path photo, String key, Map<String, String> metadata) {
        String text = read(photo);
        if (text.equals("vanish")) {
            throw new UncheckedIOException(new IOException(photo + " is gone"));
        }
        uploads.put(key, Map.copyOf(metadata));
        contents.put(key, text);
        if (key.startsWith("uploads/")) {
            Source source = new Source(inputBucket(), key, "1", "etag", text.length());
            Request request = request(key);
            jobs.put(key, Job.claimed(JobId.of(source, request), "execution", null, source, request, instant()));
        }
        mostAtOnce = Math.max(mostAtOnce, (int)
                jobs.values().stream().filter(job -> !job.isFinal()).count());
        return inputBucket() + "/" + key;
    }

    private static String read(Path photo) {
        try {
            return Files.readString(photo, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Optional<Job> jobOf(String key) {
        return Optional.ofNullable(jobs.get(key));
    }

    @Override
    public LocalBatches batches() {
        return batches;
    }

    @Override
    public byte[] download(String bucket, String key) {
        if (!results.containsKey(bucket + "/" + key)) {
            throw new NoSuchElementException("there is no " + bucket + "/" + key);
        }
        return results.get(bucket + "/" + key);
    }

    @Override
    public boolean awaitChange(Duration atMost) {
        now = now.plus(STEP);
        jobs.replaceAll(this::step);
        batches.step();
        onWait.run();
        return true;
    }

    private Job step(String key, Job job) {
        return switch (job.status()) {
            case PREPARING ->
                contents.get(key).equals("refuse")
                        ? job.ended(JobStatus.REJECTED, refusal(), instant())
                        : job.gated(job.request().provider(), null, null, false, instant())
                                .submitting(instant());
            case SUBMITTING ->
                job.billing(instant())
                        .accepted(new Attempt.Task("task-7", null, instant()), Optional.of(STEP), instant());
            case PROCESSING -> processing(key, job.polled(Optional.empty(), instant()));
            case STORING -> job.succeeded(result(key, job), List.of(), instant());
            default -> job;
        };
    }

    private Job processing(String key, Job job) {
        return switch (contents.get(key)) {
            case "hang" -> job;
            case "break" ->
                job.attemptFailed(breakdown(), false, instant()).ended(JobStatus.FAILED, breakdown(), instant());
            default ->
                job.storing(Attempt.Ending.success(instant(), new BigDecimal("1.5"), null, null, List.of()), instant());
        };
    }

    private static Failure refusal() {
        return Failure.ours(FailureCode.INVALID_PHOTO, "the photo is no picture; send a JPEG or PNG", false);
    }

    private static Failure breakdown() {
        return new Failure(FailureCode.TASK_FAILED, "the vendor gave up", "perfectcorp", "error_x", true, Charge.MAYBE);
    }

    private Result result(String key, Job job) {
        byte[] picture = ("picture of " + contents.get(key)).getBytes(StandardCharsets.UTF_8);
        OutputFormat format = job.request().output().format();
        String name = "results/" + key + "." + format.extension();
        if (!contents.get(key).equals("lose")) {
            results.put(outputBucket() + "/" + name, picture);
        }
        return new Result(outputBucket(), name, format, 1, 1, picture.length, Sha256.hex(picture));
    }

    @Override
    public List<ProviderNote> providers() {
        return List.of(
                new ProviderNote("studio", ProviderNote.Kind.STUDIO, URI.create("http://127.0.0.1:7001"), ""),
                new ProviderNote(
                        "perfectcorp",
                        ProviderNote.Kind.SIMULATOR,
                        URI.create("http://127.0.0.1:7002"),
                        "simulated: no key is set"));
    }

    @Override
    public Optional<URI> webAddress() {
        return Optional.of(URI.create("http://127.0.0.1:8080"));
    }

    @Override
    public URI workflowsEndpoint() {
        return URI.create("http://127.0.0.1:8083");
    }

    @Override
    public URI s3Endpoint() {
        return URI.create("http://127.0.0.1:7003");
    }

    @Override
    public URI dynamoEndpoint() {
        return URI.create("http://127.0.0.1:7004");
    }

    @Override
    public String region() {
        return "eu-central-1";
    }

    @Override
    public String accessKey() {
        return "AKIALOCAL";
    }

    @Override
    public String secretKey() {
        return "local-secret";
    }

    @Override
    public String inputBucket() {
        return "photos-in";
    }

    @Override
    public String outputBucket() {
        return "photos-out";
    }

    @Override
    public String jobsTable() {
        return "jobs";
    }

    @Override
    public void onJobEnded(Consumer<Job> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed++;
    }
}
