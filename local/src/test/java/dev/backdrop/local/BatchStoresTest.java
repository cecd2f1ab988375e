package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.aws.S3BatchFiles;
import dev.backdrop.aws.S3InputPhotos;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.batch.OpenFile;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.s3.S3Server;
import dev.backdrop.local.cloud.template.BucketView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What batches keep in S3 and DynamoDB, through real HTTP. */
class BatchStoresTest {

    private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

    private static BatchWorld batches;

    @BeforeAll
    static void start() {
        batches = BatchWorld.start();
    }

    @AfterAll
    static void stop() {
        batches.close();
    }

    private static DynamoBatchStore store() {
        return batches.batches;
    }

    private static S3BatchFiles files() {
        return new S3BatchFiles(batches.world.s3(), batches.world.cloud.name("OutputBucket"));
    }

    private static Batch planning(String id, Instant at) {
        return Batch.planning(
                id,
                "arn:" + id,
                BatchOrderReader.read(
                        BatchWorld.json(
                                "{\"folder\":\"batches/x/\",\"request\":{\"seed\":4294967295,\"placement\":{\"scale\":0.85}}}")),
                at);
    }

    @Test
    void aRecordIsKeptAsItWasWrittenAndChangedByItsNewestVersionOnly() {
        Batch batch = planning("kept", NOW);
        assertThat(store().claim(batch)).isEqualTo(batch);
        assertThat(store().claim(planning("kept", NOW.plusSeconds(9)))).hasToString(batch.toString());
        assertThat(store().find("kept").orElseThrow()).hasToString(batch.toString());
        Batch ended = store().change("kept", was -> was.ended(BatchStatus.FAILED, null, "why", NOW));
        assertThat(ended.version()).isEqualTo(2);
        assertThat(store().change("kept", was -> was.ended(BatchStatus.CANCELLED, null, "no", NOW)))
                .isEqualTo(ended);
        assertThat(store().find("nobody")).isEmpty();
    }

    @Test
    void batchesAreListedNewestFirstPageByPageAndLocksAreNotAmongThem() {
        for (int i = 0; i < 5; i++) {
            store().claim(planning("listed-" + i, NOW.plus(Duration.ofDays(400 + i))));
        }
        store().lock("batches/listed/", "listed-0");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            BatchStore.Page page = store().newest(2, cursor);
            page.batches().forEach(batch -> seen.add(batch.batchId()));
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(seen)
                .startsWith("listed-4", "listed-3", "listed-2", "listed-1", "listed-0")
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> store().newest(2, "bm90aGluZw")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofManyAtOnceOneHasTheLockAndOnlyItsHolderGivesItBack() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = "locker-" + i;
            tries.add(() -> store().lock("batches/fought/", id));
        }
        List<String> holders = new ArrayList<>();
        for (Future<String> each : threads.invokeAll(tries)) {
            holders.add(each.get());
        }
        threads.shutdown();
        String holder = holders.get(0);
        assertThat(holders).containsOnly(holder);
        store().unlock("batches/fought/", "stranger");
        assertThat(store().lock("batches/fought/", "stranger")).isEqualTo(holder);
        assertThat(store().relock("batches/fought/", "somebody", "stranger")).isEqualTo(holder);
        assertThat(store().relock("batches/fought/", holder, "stranger")).isEqualTo("stranger");
        store().unlock("batches/fought/", "stranger");
        assertThat(store().lock("batches/fought/", "next")).isEqualTo("next");
    }

    @Test
    void manyJobsAreReadAtOnceAndCountedByBatch() {
        DynamoJobStore jobs = batches.jobs;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Source source = new Source("in", "batches/y/" + i, "v", "e", 1);
            String id = JobId.of(source, null).value();
            ids.add(id);
            if (i % 2 == 0) {
                jobs.claim(Job.claimed(JobId.of(source, null), "x", "counted", source, null, NOW));
            }
            if (i % 10 == 0) {
                jobs.change(
                        id,
                        job -> job.ended(
                                JobStatus.FAILED, Failure.ours(FailureCode.TASK_FAILED, "it broke", true), NOW));
            }
        }
        assertThat(jobs.findAll(ids)).hasSize(50);
        assertThat(jobs.findAll(List.of())).isEmpty();
        assertThat(jobs.counts("counted"))
                .containsOnly(Map.entry(JobStatus.FAILED, 10L), Map.entry(JobStatus.PREPARING, 40L));
        assertThat(jobs.counts("nobody")).isEmpty();
        ids.add("one too many");
        assertThatThrownBy(() -> jobs.findAll(ids)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileOfAnyLengthIsWrittenPartByPartAndAnUnfinishedOneDoesNotExist() throws IOException {
        for (int size : new int[] {0, 5, 8 << 20, (17 << 20) + 3}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            String key = "reports/t/" + size;
            try (OpenFile file = files().create(key, "text/plain")) {
                for (int from = 0; from < size; from += 100_003) {
                    file.write(bytes, from, Math.min(100_003, size - from));
                }
                assertThat(files().open(key)).isEmpty();
                file.complete();
            }
            try (InputStream read = files().open(key).orElseThrow()) {
                assertThat(read.readAllBytes()).isEqualTo(bytes);
            }
        }
        try (OpenFile file = files().create("reports/t/left", "text/plain")) {
            file.write(new byte[9 << 20]);
        }
        assertThat(files().open("reports/t/left")).isEmpty();
        assertThat(batches.world
                        .s3()
                        .listMultipartUploads(list -> list.bucket(batches.world.cloud.name("OutputBucket")))
                        .uploads())
                .isEmpty();
        assertThat(files().readResult(files().bucket(), "reports/t/5", 4)).isEmpty();
        assertThat(files().readResult(files().bucket(), "reports/t/5", 5)).isPresent();
        assertThat(files().readResult(files().bucket(), "reports/t/6", 5)).isEmpty();
    }

    private static List<Source> listed(S3InputPhotos photos, String prefix) {
        List<Source> all = new ArrayList<>();
        photos.list(prefix, all::addAll);
        return all;
    }

    private static void versions(S3Client s3, String bucket) {
        for (String key : List.of("batches/v/a b+ö.jpg", "batches/v/b.jpg", "batches/v/gone.jpg", "batches/w.jpg")) {
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("old"));
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("newer"));
        }
        s3.deleteObject(delete -> delete.bucket(bucket).key("batches/v/gone.jpg"));
    }

    @Test
    void theNewestVersionOfEachPhotoIsListedAndFoundAlike() {
        versions(batches.world.s3(), batches.world.inputBucket());
        S3InputPhotos photos = new S3InputPhotos(batches.world.s3(), batches.world.inputBucket());
        List<Source> all = listed(photos, "batches/v/");
        assertThat(all).extracting(Source::key).containsExactlyInAnyOrder("batches/v/a b+ö.jpg", "batches/v/b.jpg");
        assertThat(all).allSatisfy(source -> {
            assertThat(source.versionId()).isNotNull();
            assertThat(source.size()).isEqualTo(5);
        });
        assertThat(photos.find(List.of("batches/v/a b+ö.jpg", "batches/v/b.jpg", "batches/v/gone.jpg"))
                        .values())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(photos.open("batches/v/gone.jpg")).isEmpty();
    }

    @Test
    void aStoreInAFolderHasNoVersionsAndIsListedAllTheSame(@TempDir Path folder) {
        BucketView bucket = new BucketView("In", "photos-in", false, true);
        try (S3Server server = S3Server.start(
                        List.of(bucket), Optional.of(folder), 0, LocalAccount.DEFAULT, Clock.systemUTC(), event -> {});
                S3Client s3 = LocalClients.s3(server.endpoint(), LocalAccount.DEFAULT)) {
            versions(s3, "photos-in");
            S3InputPhotos photos = new S3InputPhotos(s3, "photos-in");
            List<Source> all = listed(photos, "batches/v/");
            assertThat(all)
                    .hasSize(2)
                    .allSatisfy(source -> assertThat(source.versionId()).isNull());
            assertThat(photos.find(List.of("batches/v/a b+ö.jpg", "batches/v/b.jpg"))
                            .values())
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }
}
