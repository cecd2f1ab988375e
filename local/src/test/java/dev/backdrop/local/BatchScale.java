package dev.backdrop.local;

import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.batch.Batch;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.LargestPayloads;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.events.EventBus;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A batch of any number of photos through the deployed files in virtual time, measured: plan, Distributed Map, a job workflow
 * for each with the real handlers, report. S3 and DynamoDB keep what they hold on disk and the vendor keeps nothing, so that
 * what is left in memory is the pipeline's and the engine's own.
 */
final class BatchScale implements AutoCloseable {

    /** The system property that says how many photos or jobs. */
    static final String PROPERTY = "backdrop.scale";

    private static final Instant START = Instant.parse("2026-11-21T22:00:00Z");
    private static final int UPLOADS_AT_ONCE = 4;
    private static final int CONCURRENCY = 100;
    private static final String BATCH = "big";

    /**
     * What it took.
     *
     * @param heap bytes in use after a collection, by how many photos had been submitted
     * @param calls of AWS, by service and operation, without the uploads
     */
    record Measured(
            int keys,
            Batch batch,
            Execution execution,
            Duration wall,
            Duration virtual,
            List<Heap> heap,
            LargestPayloads payloads,
            long tasks,
            Map<String, Long> calls) {

        long calls(String operation) {
            return calls.getOrDefault(operation, 0L);
        }

        long heapBefore() {
            return heap.get(0).bytes();
        }

        long heapAtTheEnd() {
            return heap.get(heap.size() - 1).bytes();
        }

        String report() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%,d keys: %.1f s of wall time (%.1f ms a key), %s of virtual time%nafter a collection:",
                    keys,
                    wall.toMillis() / 1000.0,
                    wall.toMillis() / (double) keys,
                    virtual));
            heap.forEach(sample -> text.append(" ").append(sample).append(';'));
            text.append(String.format(
                    "%nlargest payload of a state %,d bytes, of a Map's child %,d bytes, of %,d allowed%ncalls a key:",
                    payloads.state(), payloads.childInput(), LargestPayloads.LIMIT));
            calls.forEach((operation, count) ->
                    text.append(String.format(Locale.ROOT, " %s %.3f;", operation, count / (double) keys)));
            return text.toString();
        }
    }

    record Heap(String when, long submitted, long bytes) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %,d photos: %.1f MB of heap", when, submitted, bytes / 1e6);
        }
    }

    private final VirtualScheduler time = new VirtualScheduler(START);
    private final InstantStudio studio;
    private final LocalCloud cloud;
    private final List<Heap> heap = new ArrayList<>();

    private BatchScale(Path folder) {
        this.studio = InstantStudio.start(time.clock(), World.encoded(World.picture(64, 48), "png"));
        this.cloud = LocalCloud.start(
                new LocalCloud.Options(
                        World.home(),
                        LocalServers.Place.in(folder),
                        Map.of(
                                "BACKDROP_PROVIDER_SECRET", "",
                                "BACKDROP_ALLOW_LOOPBACK", "true",
                                "BACKDROP_STUDIO_BASE_URL", studio.address()),
                        new PrintStream(OutputStream.nullOutputStream()),
                        EventBus.noPause()),
                time);
    }

    /** Uploads so many photos and sees their batch through. */
    static Measured run(int keys, Path folder) {
        try (BatchScale scale = new BatchScale(folder)) {
            scale.upload(keys);
            return scale.measure(keys);
        }
    }

    private void upload(int keys) {
        RequestBody photo = RequestBody.fromBytes(World.jpeg(64, 48));
        String bucket = cloud.name("InputBucket");
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < UPLOADS_AT_ONCE; part++) {
                int first = part;
                parts.add(uploads.submit(() -> {
                    for (int i = first; i < keys; i += UPLOADS_AT_ONCE) {
                        String key = String.format("batches/big/%03d/photo-of-the-autumn-%06d.jpg", i / 1000, i);
                        cloud.clients().s3().putObject(put -> put.bucket(bucket).key(key), photo);
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("the photos can't be uploaded", failed);
        } finally {
            uploads.shutdownNow();
        }
    }

    private Measured measure(int keys) {
        time.runUntilIdle();
        Map<String, Long> before = AwsCalls.counts();
        sample("before");
        long start = System.nanoTime();
        Execution execution = cloud.start(
                "BatchWorkflow",
                BATCH,
                BatchWorld.json("{\"folder\":\"batches/big/\",\"confirm\":true,\"concurrency\":" + CONCURRENCY
                        + ",\"request\":{\"background\":{\"color\":\"#ffffff\"},\"provider\":\"studio\"}}"));
        for (int tenth = 0; tenth <= 10; tenth++) {
            long submitted = Math.max(1, (long) keys * tenth / 10);
            if (time.runUntil(() -> studio.tasksCreated() >= submitted)) {
                sample("after");
            }
        }
        time.runUntilIdle();
        sample("at the end");
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Batch batch = new DynamoBatchStore(cloud.clients().dynamoDb(), cloud.name("BatchesTable"), Duration.ofDays(1))
                .find(BATCH)
                .orElseThrow();
        return new Measured(
                keys,
                batch,
                execution,
                wall,
                Duration.between(START, time.clock().instant()),
                List.copyOf(heap),
                cloud.largestPayloads(),
                studio.tasksCreated(),
                AwsCalls.since(before));
    }

    private void sample(String when) {
        Heap sample = new Heap(when, studio.tasksCreated(), usedHeap());
        heap.add(sample);
        // A long run shows that it goes on.
        System.out.println(sample);
    }

    /** In bytes, after a collection. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Override
    public void close() {
        cloud.close();
        studio.close();
    }
}
