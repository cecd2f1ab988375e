package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.aws.S3BatchFiles;
import dev.backdrop.aws.S3PhotoStore;
import dev.backdrop.batch.BatchSettings;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.InputPhotos;
import dev.backdrop.batch.PlanBatch;
import dev.backdrop.batch.PlanBatchInput;
import dev.backdrop.batch.PlanBatchOutput;
import dev.backdrop.batch.PlanOutcome;
import dev.backdrop.batch.ReportBatch;
import dev.backdrop.batch.ReportBatchInput;
import dev.backdrop.job.Source;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.asl.ExecutionStatus;
import dev.backdrop.local.asl.StateMachines;
import dev.backdrop.local.asl.WorkflowEngine;
import dev.backdrop.local.asl.integration.FunctionResult;
import dev.backdrop.local.asl.integration.Integrations;
import dev.backdrop.local.asl.integration.LambdaInvoke;
import dev.backdrop.local.asl.integration.StartExecution;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.time.VirtualScheduler;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.s3.S3Server;
import dev.backdrop.local.cloud.template.BucketView;
import dev.backdrop.local.cloud.template.StateMachineView;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.RequestResolver;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A hundred thousand photos. The list of objects is made up as it is read, and a machine that ends at once stands for the
 * job workflow; the plan, the report, the batch's own state machine, DynamoDB and S3 are the real ones.
 */
class BatchAtScaleTest {

    private static final int PHOTOS = 100_000;

    /** The lists alone are several times as large. */
    private static final long MOST_GROWTH = 24L << 20;

    private static final int LARGEST_STATE = 256 * 1024;

    private static final String INPUT = "{\"folder\":\"batches/big/\",\"confirm\":true,\"concurrency\":500,\"request\":"
            + "{\"background\":{\"color\":\"#ffffff\"},\"provider\":\"studio\"}}";

    /** Made as they are asked for: what is kept of them would show. */
    private static final class MadeUpPhotos implements InputPhotos {

        private final String bucket;
        private final Runnable midway;

        MadeUpPhotos(String bucket, Runnable midway) {
            this.bucket = bucket;
            this.midway = midway;
        }

        @Override
        public String bucket() {
            return bucket;
        }

        @Override
        public void list(String prefix, Consumer<List<Source>> page) {
            for (int from = 0; from < PHOTOS; from += 1000) {
                List<Source> some = new ArrayList<>();
                for (int i = from; i < from + 1000; i++) {
                    some.add(new Source(
                            bucket, prefix + "a-rather-long-name-of-a-photo-" + i + ".jpg", "v" + i, "e", 9));
                }
                page.accept(some);
                if (from % 20_000 == 0) {
                    midway.run();
                }
            }
        }

        @Override
        public Map<String, Source> find(Collection<String> keys) {
            throw new AssertionError("a folder is listed");
        }

        @Override
        public Optional<InputStream> open(String key) {
            throw new AssertionError("a folder is listed");
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void aHundredThousandPhotosArePlannedAndReportedInTheMemoryOfAFew(@TempDir Path folder) {
        // On disk, because what S3 keeps in memory would be counted too.
        BucketView output = new BucketView("Output", "on-disk", false, false);
        try (BatchWorld batches = BatchWorld.start();
                S3Server server = S3Server.start(
                        List.of(output), Optional.of(folder), 0, LocalAccount.DEFAULT, Clock.systemUTC(), e -> {});
                S3Client s3 = LocalClients.s3(server.endpoint(), LocalAccount.DEFAULT)) {
            S3BatchFiles files = new S3BatchFiles(s3, output.name());
            AtomicLong before = new AtomicLong();
            AtomicLong most = new AtomicLong();
            PlanBatch plan = planner(batches, files, () -> {
                if (before.get() == 0) {
                    before.set(usedHeap());
                }
                most.accumulateAndGet(usedHeap(), Math::max);
            });
            long start = System.nanoTime();
            PlanBatchOutput planned = plan.run(new PlanBatchInput("big", "arn:big", BatchWorld.json(INPUT)));
            long planTime = System.nanoTime() - start;
            long items = s3.headObject(head -> head.bucket(planned.bucket()).key(planned.items()))
                    .contentLength();

            start = System.nanoTime();
            new ReportBatch(batches.batches, batches.jobs, files, Clock.systemUTC(), quiet())
                    .run(new ReportBatchInput("big", null));
            long reportTime = System.nanoTime() - start;

            System.out.printf(
                    "%d photos: planned in %.1f s (%.1f MB of jobs, heap grew by %.1f MB), reported in %.1f s%n",
                    PHOTOS, planTime / 1e9, items / 1e6, (most.get() - before.get()) / 1e6, reportTime / 1e9);
            assertThat(planned.outcome()).isEqualTo(PlanOutcome.RUN);
            assertThat(batches.batch("big").plan().counts().planned()).isEqualTo(PHOTOS);
            assertThat(batches.batch("big").ending().unfinished()).isEqualTo(PHOTOS);
            assertThat(batches.batch("big").status()).isEqualTo(BatchStatus.FINISHED_WITH_FAILURES);
            assertThat(items).isGreaterThan(MOST_GROWTH);
            assertThat(most.get() - before.get()).isLessThan(MOST_GROWTH);
        }
    }

    @Test
    void noStateOfTheMachineHoldsTheKeysOfTenThousandJobs() throws Exception {
        int jobs = 10_000;
        try (BatchWorld batches = BatchWorld.start()) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < jobs; i++) {
                lines.append("{\"jobId\":\"j" + i + "\",\"name\":\"j" + i
                        + "\",\"input\":{\"source\":{\"key\":\"batches/" + i + ".jpg\"}}}\n");
            }
            String bucket = batches.world.cloud.name("OutputBucket");
            batches.world
                    .s3()
                    .putObject(
                            put -> put.bucket(bucket).key("reports/b/items.jsonl"),
                            RequestBody.fromString(lines.toString()));
            Map<String, Integer> largest = new HashMap<>();
            AtomicInteger started = new AtomicInteger();
            VirtualScheduler time = new VirtualScheduler(Instant.parse("2026-11-21T22:00:00Z"));
            WorkflowEngine engine = new WorkflowEngine(time, new Random(1));
            StateMachines machines = new StateMachines(engine);
            Integrations integrations = new Integrations(Map.of(
                            LambdaInvoke.RESOURCE,
                            new LambdaInvoke((function, payload) -> {
                                largest.merge(function, payload.length, Math::max);
                                String answer = function.contains("Report")
                                        ? "{\"status\":\"SUCCEEDED\"}"
                                        : "{\"outcome\":\"RUN\",\"bucket\":\"" + bucket
                                                + "\",\"items\":\"reports/b/items.jsonl\",\"results\":\"reports/b/map/\",\"concurrency\":500,\"toleratedFailurePercent\":100}";
                                return new FunctionResult.Returned(answer.getBytes(StandardCharsets.UTF_8));
                            }),
                            StartExecution.SYNC_RESOURCE,
                            StartExecution.andWait(machines)))
                    .with(new S3Objects(batches.world.s3()));
            StateMachineView deployed = batches.world.cloud.template().stateMachines().stream()
                    .filter(view -> view.logicalId().equals("BatchWorkflow"))
                    .findFirst()
                    .orElseThrow();
            JsonNode atOnce = BatchWorld.json(
                    "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Pass\",\"Output\":{\"status\":\"SUCCEEDED\"},\"End\":true}}}");
            machines.add(
                    StateMachine.load(deployed.substitutions().get("JobWorkflow"), atOnce, Map.of(), integrations));
            StateMachine batch = StateMachine.load(
                    deployed.arn(), deployed.definitionFile(), deployed.substitutions(), integrations);
            machines.add(batch);
            engine.onStatusChange(change -> {
                if (change.eventDetail().path("name").asText().startsWith("j")) {
                    started.incrementAndGet();
                }
            });

            Execution execution = engine.start(batch, "b", BatchWorld.json(INPUT));
            time.runUntilIdle();

            assertThat(execution.status()).as(execution.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(started.get()).isGreaterThanOrEqualTo(jobs);
            assertThat(largest.values())
                    .hasSize(2)
                    .allSatisfy(bytes -> assertThat(bytes).isLessThan(2_000));
            assertThat(execution.output().orElseThrow().toString()).hasSizeLessThan(LARGEST_STATE / 100);
        }
    }

    private static PlanBatch planner(BatchWorld batches, S3BatchFiles files, Runnable midway) {
        Settings settings = Settings.of(Map.of("BACKDROP_STUDIO_BASE_URL", "http://127.0.0.1:1"));
        Providers providers = new Providers(
                List.of(new Providers.Listing.Available(new StudioProvider(settings))), List.of("studio"));
        return new PlanBatch(
                batches.batches,
                new MadeUpPhotos(batches.world.inputBucket(), midway),
                batches.jobs,
                files,
                new RequestResolver(
                        new S3PhotoStore(
                                batches.world.s3(),
                                batches.world.cloud.clients().presigner(),
                                batches.world.cloud.name("OutputBucket")),
                        settings),
                providers,
                new BatchSettings(500, OptionalInt.empty(), 100),
                Clock.systemUTC(),
                quiet());
    }

    private static Log quiet() {
        return new Log(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
    }
}
