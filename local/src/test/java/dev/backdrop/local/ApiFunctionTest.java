package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.json.Json;
import dev.backdrop.local.cloud.functions.Invocation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed function behind the HTTP API, on the template's own buckets and tables, with the workflow behind it. */
class ApiFunctionTest {

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

    private record Reply(int status, JsonNode body) {

        static Reply of(Gateway.Reply reply) {
            return new Reply(reply.status(), reply.body());
        }

        String jobId() {
            return body.at("/job/jobId").asText();
        }
    }

    private static Reply call(String method, String path, String query, String body) {
        return Reply.of(new Gateway(world).call(method, path, query, Map.of(), body));
    }

    private static Reply invoke(byte[] event) {
        return Reply.of(new Gateway(world).send(event));
    }

    private static Reply get(String path) {
        return call("GET", path, "", null);
    }

    private static Reply post(String path, String body) {
        return call("POST", path, "", body);
    }

    private static Reply announce(int size) {
        return post(
                "/jobs",
                "{\"source\":{\"upload\":{\"fileName\":\"shoe.jpg\",\"contentType\":\"image/jpeg\",\"size\":" + size
                        + "}}," + "\"provider\":\"perfectcorp\",\"background\":{\"prompt\":\"a beach\"}}");
    }

    @Test
    void aPhotoInTheBucketGoesAllTheWayAndItsLinksOpenThePictures() {
        world.upload("batches/way/shoe.jpg", PHOTO, Map.of());
        Reply created = post(
                "/jobs",
                "{\"source\":{\"s3\":{\"key\":\"batches/way/shoe.jpg\"}},\"provider\":\"perfectcorp\","
                        + "\"background\":{\"prompt\":\"a beach\"}}");
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(get("/jobs/" + created.jobId()).body().path("status").asText())
                .isEqualTo("PREPARING");

        world.run();
        JsonNode job = get("/jobs/" + created.jobId()).body();
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        HttpResponse<byte[]> result = Gateway.open(job.at("/result/link").asText());
        assertThat(result.statusCode()).isEqualTo(200);
        assertThat(result.body()).hasSize(job.at("/result/size").asInt());
        assertThat(Gateway.open(job.path("sourceLink").asText()).body()).isEqualTo(PHOTO);
        assertThat(world.cloud.executions())
                .filteredOn(execution -> execution.name().equals(created.jobId()))
                .hasSize(1);
        assertThat(world.logged()).doesNotContain("Signature");
    }

    @Test
    void anUploadLinkTakesExactlyThePhotoThatWasAnnouncedAndThatOnce() {
        Reply created = announce(PHOTO.length);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        JsonNode upload = created.body().path("upload");
        assertThat(upload.path("headers").properties().stream()
                        .map(header -> header.getKey().toLowerCase() + ": "
                                + header.getValue().asText()))
                .containsExactlyInAnyOrder(
                        "content-type: image/jpeg", "content-length: " + PHOTO.length, "if-none-match: *");
        String type = upload.path("headers").has("Content-Type") ? "Content-Type" : "content-type";

        assertThat(Gateway.put(upload, World.jpeg(400, 300), Map.of())).isEqualTo(403);
        assertThat(Gateway.put(upload, PHOTO, Map.of(type, "text/html"))).isEqualTo(403);
        assertThat(Gateway.put(upload, PHOTO, Map.of())).isEqualTo(200);
        assertThat(Gateway.put(upload, PHOTO, Map.of())).isEqualTo(412);
    }

    @Test
    void anUploadStartsTheJobThatWaitedForItWithTheRequestThatWasSent() {
        Reply created = announce(PHOTO.length);
        assertThat(get("/jobs/" + created.jobId()).body().path("status").asText())
                .isEqualTo("AWAITING_UPLOAD");
        assertThat(Gateway.put(created.body().path("upload"), PHOTO, Map.of())).isEqualTo(200);
        world.run();

        JsonNode job = get("/jobs/" + created.jobId()).body();
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.at("/request/background/prompt").asText()).isEqualTo("a beach");
        assertThat(job.at("/source/etag").asText()).isNotEmpty();
        assertThat(world.job(job.at("/source/key").asText()).jobId()).isEqualTo(created.jobId());
    }

    @Test
    void aPhotoThatNeverComesEndsTheJobThatWaitsForIt() {
        Reply created = announce(PHOTO.length);
        world.time.advance(Duration.ofHours(1));
        world.run();

        JsonNode job = get("/jobs/" + created.jobId()).body();
        assertThat(job.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(job.at("/error/code").asText()).isEqualTo("UPLOAD_EXPIRED");
        assertThat(job.at("/error/charged").asText()).isEqualTo("NO");
    }

    @Test
    void aFailedJobIsRunAgainByTheApi() {
        world.vendor().balance(0);
        Reply created = announce(PHOTO.length);
        Gateway.put(created.body().path("upload"), PHOTO, Map.of());
        world.run();
        assertThat(get("/jobs/" + created.jobId()).body().at("/error/code").asText())
                .isEqualTo("PROVIDER_OUT_OF_CREDIT");
        world.vendor().balance(1000);

        assertThat(post("/jobs/" + created.jobId() + "/retry", null).status()).isEqualTo(202);
        world.run();

        assertThat(get("/jobs/" + created.jobId()).body().path("status").asText())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void aWaitingJobCanBeCancelledAndIsListed() {
        String jobId = announce(5).jobId();
        assertThat(call("GET", "/jobs", "status=AWAITING_UPLOAD&limit=100", null)
                        .body()
                        .path("jobs")
                        .findValuesAsText("jobId"))
                .contains(jobId);
        Reply cancelled = post("/jobs/" + jobId + "/cancel", null);
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(post("/jobs/" + jobId + "/cancel", null).status()).isEqualTo(409);
        assertThat(call("GET", "/jobs", "limit=100", null).body().path("jobs").findValuesAsText("jobId"))
                .contains(jobId);
    }

    @Test
    void aCancelledJobsExecutionIsStoppedAndTheJobStaysCancelled() {
        world.upload("batches/cancel/shoe.jpg", PHOTO, Map.of());
        Reply created = post(
                "/jobs",
                "{\"source\":{\"s3\":{\"key\":\"batches/cancel/shoe.jpg\"}},\"provider\":\"perfectcorp\","
                        + "\"background\":{\"prompt\":\"a beach\"}}");
        assertThat(post("/jobs/" + created.jobId() + "/cancel", null).status()).isEqualTo(200);
        world.run();
        Job job = world.job("batches/cancel/shoe.jpg");
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.attempts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "\\u0000", "null", "%2e%2e", "🦆", "undefined undefined"})
    void aVersionThatIsNoneIsNoReasonToBreak(String version) {
        world.upload("batches/versions/shoe.jpg", PHOTO, Map.of());
        Reply reply = post(
                "/jobs",
                "{\"source\":{\"s3\":{\"key\":\"batches/versions/shoe.jpg\",\"versionId\":\"" + version + "\"}}}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uploads/../x.jpg",
                "uploads/%",
                "uploads/a b+c",
                "uploads/🦆",
                "uploads//",
                "uploads/\\u0001",
                "uploads/..",
                "batches/\\ud800"
            })
    void aKeyThatIsNotThereIsNoReasonToBreak(String key) {
        Reply reply = post("/jobs", "{\"source\":{\"s3\":{\"key\":\"" + key + "\"}}}");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
    }

    @Test
    void theProvidersAreThoseOfTheStack() {
        assertThat(get("/providers").body().path("providers").findValuesAsText("name"))
                .contains("perfectcorp", "studio");
    }

    @Test
    void theSampleEventsAreAnswered() throws IOException {
        for (String sample : List.of("api-create-job.json", "api-list-jobs.json")) {
            Reply reply =
                    invoke(Files.readAllBytes(World.home().resolve("events").resolve(sample)));
            assertThat(reply.status()).as(sample + reply.body()).isIn(200, 201);
        }
        Invocation sweep = world.cloud
                .functions()
                .invoke(
                        world.cloud.name("ExpireUploadsFunction"),
                        Files.readAllBytes(World.home().resolve("events").resolve("expire-uploads.json")));
        assertThat(sweep.succeeded()).as(new String(sweep.payload())).isTrue();
        assertThat(Json.mapper().readTree(sweep.payload()).has("expired")).isTrue();
    }

    @Test
    void everyOperationOfTheDocumentIsThere() throws IOException {
        String document = Files.readString(World.home().resolve("openapi.yaml"));
        String path = "";
        int operations = 0;
        for (String line : document.lines().toList()) {
            if (line.matches("  /.*:")) {
                path = line.strip().replace(":", "").replaceAll("\\{[^}]*}", "a".repeat(32));
            }
            String method = line.strip().replace(":", "");
            if (line.startsWith("    ")
                    && !line.startsWith("     ")
                    && Set.of("get", "post").contains(method)) {
                operations++;
                String detail = call(method.toUpperCase(), path, "", null)
                        .body()
                        .path("detail")
                        .asText();
                assertThat(detail).as(method + path).doesNotStartWith("there is no operation");
            }
        }
        assertThat(operations).isEqualTo(11);
    }
}
