package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.request.Background;
import dev.backdrop.request.ObjectMetadata;
import dev.backdrop.request.OutputFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** From an upload to its result: odd names, repeated events, and what the upload says that it wants. */
class UploadsTest {

    private static final byte[] PHOTO = World.jpeg(320, 240);

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uploads/red shoe.jpg",
                "uploads/a+b.jpg",
                "uploads/100%41.jpg",
                "uploads/größe/ünïcode.jpg",
                "uploads/👟.jpg",
                "uploads/no-extension",
                "uploads/SHOUTED.JPG",
                "uploads/a&b=c;d,e'f(g).jpg",
                "uploads/./dots/../photo.jpg"
            })
    void anyNameIsProcessedAndItsResultStillTellsWhichPhotoItWas(String key) {
        Job job = world.process(key, PHOTO);
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.result().key())
                .isEqualTo("results/" + key.substring("uploads/".length()) + "/" + job.jobId() + ".png");
        assertThat(world.result(job)).hasSize((int) job.result().size());
    }

    @Test
    void aNameOfAThousandBytesIsProcessed() {
        String key = "uploads/" + "x".repeat(984) + "shoe.jpg";
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSize(1000);
        Job job = world.process(key, PHOTO);
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.result().key()).contains("xxshoe.jpg/" + job.jobId());
        assertThat(world.result(job)).isNotEmpty();
    }

    @Test
    void theResultCarriesWhereItComesFrom() {
        Job job = world.process("uploads/traced.jpg", PHOTO);
        HeadObjectResponse head = world.s3()
                .headObject(request ->
                        request.bucket(job.result().bucket()).key(job.result().key()));
        assertThat(head.contentType()).isEqualTo("image/png");
        assertThat(head.metadata())
                .containsEntry("job-id", job.jobId())
                .containsEntry("provider", "perfectcorp")
                .containsEntry("source-sha256", job.photo().sha256())
                .containsEntry("sha256", job.result().sha256())
                .containsKey("source-version");
    }

    @Test
    void theSameEventThreeTimesTwoOfThemAtOnceIsOneJobOneSubmissionOneResult() {
        try (World alone = World.start()) {
            alone.upload("uploads/once.jpg", PHOTO, World.PROMPT);
            JsonNode event = alone.cloud.bus().journal().stream()
                    .filter(put -> "aws.s3".equals(put.path("source").asText()))
                    .findFirst()
                    .orElseThrow();
            alone.cloud.bus().put(event);
            alone.run();
            alone.cloud.bus().put(event);
            alone.run();

            assertThat(alone.job("uploads/once.jpg").status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(alone.cloud.executions()).hasSize(3);
            assertThat(alone.records()).isOne();
            assertThat(alone.vendor().tasksCreated()).isOne();
            assertThat(alone.announcements()).containsExactly("JobSucceeded SUCCEEDED");
        }
    }

    @Test
    void theSamePhotoAskedForOtherwiseIsAnotherJob() {
        Job first = world.process("uploads/twice.jpg", PHOTO);
        Map<String, String> seeded = new HashMap<>(World.PROMPT);
        seeded.put("seed", "7");
        world.upload("uploads/twice.jpg", PHOTO, seeded);
        world.run();
        assertThat(world.job("uploads/twice.jpg").jobId()).isNotEqualTo(first.jobId());
    }

    @Test
    void metadataSaysWhatIsWantedInAnyLanguage() {
        String prompt = "auf Rügen, im Café ☕";
        world.upload(
                "uploads/cafe.jpg",
                PHOTO,
                Map.of(
                        "background-prompt", ObjectMetadata.encode(prompt),
                        "provider", "perfectcorp",
                        "output-format", "jpeg",
                        "output-max-side", "160"));
        world.run();
        Job job = world.job("uploads/cafe.jpg");
        assertThat(job.request().background()).isEqualTo(new Background.Prompt(prompt));
        assertThat(job.result().format()).isEqualTo(OutputFormat.JPEG);
        assertThat(job.result().width()).isEqualTo(160);
        assertThat(job.result().height()).isEqualTo(120);
        assertThat(job.result().key()).endsWith(".jpg");
    }

    @Test
    void aFoldersPresetSpeaksForItsPhotos() {
        preset(
                "marble",
                "{\"background\":{\"prompt\":\"marble\"},\"provider\":\"perfectcorp\","
                        + "\"output\":{\"format\":\"jpeg\"}}");
        world.upload("uploads/marble/shoe.jpg", PHOTO, Map.of());
        world.run();
        Job job = world.job("uploads/marble/shoe.jpg");
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.request().background()).isEqualTo(new Background.Prompt("marble"));
        assertThat(job.result().key()).startsWith("results/marble/shoe.jpg/").endsWith(".jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"background\":{\"color\":\"wite\"}}", "{oops", "[]"})
    void aBrokenPresetRejectsThePhotoAndIsNamed(String preset) {
        String folder = "broken" + preset.hashCode();
        preset(folder, preset);
        world.upload("uploads/" + folder + "/shoe.jpg", PHOTO, Map.of());
        world.run();
        Job job = world.job("uploads/" + folder + "/shoe.jpg");
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(job.failure().message()).contains("presets/" + folder + ".json");
    }

    private static void preset(String name, String json) {
        world.s3()
                .putObject(
                        put -> put.bucket(world.inputBucket()).key("presets/" + name + ".json"),
                        software.amazon.awssdk.core.sync.RequestBody.fromString(json));
    }

    @Test
    void aProviderThatCannotDoWhatIsAskedIsRefusedBeforeItCostsAnything() {
        int requests = world.requests().size();
        world.upload("uploads/colour.jpg", PHOTO, Map.of("background-color", "#ffffff", "provider", "perfectcorp"));
        world.run();
        Job job = world.job("uploads/colour.jpg");
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().message())
                .isEqualTo(
                        "perfectcorp doesn't make color backgrounds. These would, once set up: picwish, akool, studio");
        assertThat(world.requests()).hasSize(requests);
    }

    @Test
    void aFoldersMarkerIsNoPhotoAndOtherFoldersStartNothing() {
        long records = world.records();
        world.upload("uploads/empty/", new byte[0], Map.of());
        world.upload("batches/later.jpg", PHOTO, World.PROMPT);
        world.run();
        assertThat(world.records()).isEqualTo(records);
    }

    @Test
    void aPhotoThatIsDeletedBeforeItIsReadEndsWithAReason() {
        world.upload("uploads/fleeting.jpg", PHOTO, World.PROMPT);
        world.s3().deleteObject(delete -> delete.bucket(world.inputBucket()).key("uploads/fleeting.jpg"));
        world.s3()
                .listObjectVersions(list -> list.bucket(world.inputBucket()).prefix("uploads/fleeting.jpg"))
                .versions()
                .forEach(version -> world.s3()
                        .deleteObject(delete -> delete.bucket(world.inputBucket())
                                .key(version.key())
                                .versionId(version.versionId())));
        world.run();
        Job job = world.job("uploads/fleeting.jpg");
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().message()).contains("deleted or replaced");
    }
}
