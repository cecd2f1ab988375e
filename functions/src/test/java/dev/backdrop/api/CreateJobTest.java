package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.request.Background;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateJobTest {

    private final Desk desk = new Desk();

    private Job only() {
        assertThat(desk.jobs.all()).hasSize(1);
        return desk.jobs.all().iterator().next();
    }

    @Test
    void anUploadIsRecordedAsWaitingAndToldWhereToGo() {
        Desk.Reply reply = desk.post("/jobs", Desk.UPLOAD);

        assertThat(reply.status()).isEqualTo(201);
        Job job = only();
        assertThat(job.status()).isEqualTo(JobStatus.AWAITING_UPLOAD);
        assertThat(job.execution()).isNull();
        assertThat(job.source().key()).isEqualTo("uploads/api/" + job.jobId() + "/shoe.jpg");
        assertThat(job.source().size()).isEqualTo(5);
        assertThat(job.request().background()).isInstanceOf(Background.Prompt.class);
        assertThat(reply.jobId()).isEqualTo(job.jobId());
        assertThat(reply.headers()).containsEntry("location", "/jobs/" + job.jobId());
        JsonNode upload = reply.body().path("upload");
        assertThat(upload.path("method").asText()).isEqualTo("PUT");
        assertThat(upload.path("url").asText()).contains(job.source().key());
        assertThat(upload.path("headers").path("Content-Length").asText()).isEqualTo("5");
        assertThat(upload.path("expiresAt").asText()).isEqualTo("2026-11-21T09:15:00Z");
        assertThat(reply.body().path("job").has("sourceLink")).isFalse();
        assertThat(desk.executions.started()).isEmpty();
    }

    @Test
    void twoUploadsAreTwoJobs() {
        assertThat(desk.post("/jobs", Desk.UPLOAD).jobId())
                .isNotEqualTo(desk.post("/jobs", Desk.UPLOAD).jobId());
    }

    @ParameterizedTest
    @CsvSource({
        "shoe.jpg, shoe.jpg",
        "../../etc/passwd, passwd",
        "'C:\\photos\\red shoe.jpg', red_shoe.jpg",
        ".., photo",
        "'/', photo",
        "größe&1=2.jpg, gr_e_1_2.jpg",
        "'.hidden', hidden",
        "'   ', photo"
    })
    void aFileNameKeepsOnlyWhatIsHarmless(String fileName, String kept) {
        desk.post("/jobs", Desk.UPLOAD.replace("shoe.jpg", fileName.replace("\\", "\\\\")));
        assertThat(only().source().key()).isEqualTo("uploads/api/" + only().jobId() + "/" + kept);
    }

    @Test
    void whatIsLeftOutComesFromThePresetOfTheApisFolderAndThenFromTheStack() {
        desk.presets.put("api", "{\"background\":{\"color\":\"#102030\"},\"provider\":\"cutter\"}");
        Desk.Reply reply = desk.post("/jobs", Desk.UPLOAD.replaceFirst("}$", ",\"seed\":4}"));
        assertThat(reply.body().at("/job/request"))
                .hasToString("{\"background\":{\"color\":\"#102030\"},\"provider\":\"cutter\",\"seed\":4,"
                        + "\"output\":{\"format\":\"png\"}}");
    }

    @Test
    void aPresetThatMakesNoSenseIsNotTheCallersFault() {
        desk.presets.put("api", "{\"background\":{\"color\":\"blue\"}}");
        Desk.Reply reply = desk.post("/jobs", Desk.UPLOAD);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("detail").asText()).contains("presets/api.json, background.color");
    }

    @Test
    void aPhotoInTheBucketIsStartedUnderItsJobsNameAndCanBeReadAtOnce() {
        Desk.Reply reply = desk.post(
                "/jobs",
                "{\"source\":{\"s3\":{\"bucket\":\"photos-in\",\"key\":\"uploads/shoe.jpg\",\"versionId\":\"v1\"}},"
                        + "\"background\":{\"prompt\":\"a beach\"}}");

        assertThat(reply.status()).isEqualTo(201);
        Job job = only();
        assertThat(job.status()).isEqualTo(JobStatus.PREPARING);
        assertThat(job.execution()).isEqualTo(RecordedExecutions.ARN + job.jobId());
        assertThat(desk.executions.started()).containsOnlyKeys(job.jobId());
        JsonNode input = desk.executions.started().get(job.jobId());
        assertThat(input.at("/source/key").asText()).isEqualTo("uploads/shoe.jpg");
        assertThat(input.at("/source/versionId").asText()).isEqualTo("v1");
        assertThat(input.at("/source/size").asInt()).isEqualTo(5);
        assertThat(input.at("/request/background/prompt").asText()).isEqualTo("a beach");
        assertThat(desk.get("/jobs/" + job.jobId()).status()).isEqualTo(200);
        assertThat(reply.body().has("upload")).isFalse();
    }

    @Test
    void metadataOfThePhotoCountsUnlessTheCallerSaysOtherwise() {
        desk.bucket.put("uploads/b.jpg", "x", Map.of("background-color", "#ffffff", "provider", "cutter"));
        Desk.Reply reply = desk.post(
                "/jobs", "{\"source\":{\"s3\":{\"key\":\"uploads/b.jpg\"}},\"output\":{\"format\":\"jpeg\"}}");
        assertThat(reply.body().at("/job/request/background/color").asText()).isEqualTo("#ffffff");
        assertThat(reply.body().at("/job/request/output/format").asText()).isEqualTo("jpeg");
    }

    @Test
    void theSamePhotoAndRequestIsTheSameJob() {
        Desk.Reply first = desk.post("/jobs", Desk.STORED);
        Desk.Reply second = desk.post("/jobs", Desk.STORED);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.jobId()).isEqualTo(first.jobId());
        assertThat(desk.executions.started()).hasSize(1);
    }

    @Test
    void aNameThatIsUsedUpByARunWithoutARecordIsNotMistakenForAJob() {
        String jobId = desk.post("/jobs", Desk.STORED).jobId();
        Desk other = new Desk();
        other.executions.end(jobId);
        Desk.Reply reply = other.post("/jobs", Desk.STORED);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(other.executions.started()).containsOnlyKeys(jobId + "-r1");
        assertThat(other.jobs.all().iterator().next().execution()).endsWith(jobId + "-r1");
    }

    @Test
    void anAddressIsFetchedAndPutWhereItsArrivalStartsTheWorkflow() {
        Desk.Reply reply = desk.post("/jobs", Desk.ADDRESS);

        assertThat(reply.status()).isEqualTo(201);
        Job job = only();
        assertThat(job.status()).isEqualTo(JobStatus.AWAITING_UPLOAD);
        assertThat(job.source().key()).isEqualTo("uploads/api/" + job.jobId() + "/red_shoe.jpg");
        assertThat(desk.bucket.objects().get(job.source().key()).bytes())
                .asString()
                .isEqualTo("photo");
        assertThat(desk.bucket.objects().get(job.source().key()).contentType()).isEqualTo("image/jpeg");
        assertThat(reply.body().has("upload")).isFalse();
        assertThat(desk.logged()).doesNotContain("s3cret");
    }

    @Test
    void aStrangersContentTypeIsNotTakenOver() {
        URI page = URI.create("https://images.example.com/page");
        desk.web.put(page, new FetchOutcome.Fetched("<script>".getBytes(), Optional.of("text/html"), page));
        Desk.Reply reply = desk.post("/jobs", "{\"source\":{\"url\":\"" + page + "\"}}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(desk.bucket.objects().get(only().source().key()).contentType())
                .isEqualTo("application/octet-stream");
    }

    @Test
    void anAddressThatCanNotBeFetchedLeavesNothingBehind() {
        Desk.Reply reply = desk.post("/jobs", "{\"source\":{\"url\":\"http://10.0.0.1/a.jpg\"}}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("source.url");
        assertThat(reply.body().at("/errors/0/problem").asText()).isEqualTo("only https addresses are taken");
        assertThat(desk.jobs.all()).isEmpty();
    }

    @Test
    void anEmptyFileIsNoPhoto() {
        URI empty = URI.create("https://images.example.com/empty");
        desk.web.put(empty, new FetchOutcome.Fetched(new byte[0], Optional.empty(), empty));
        assertThat(desk.post("/jobs", "{\"source\":{\"url\":\"" + empty + "\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(desk.jobs.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "vendor, prompt, vendor is not set up: put VENDOR_KEY into the secret",
        "painter, color, painter doesn't make color backgrounds. These do: cutter",
        "nobody, prompt, there is no provider 'nobody'"
    })
    void aProviderThatCanNotIsRefusedBeforeAnythingHappensWithANameThatCan(
            String provider, String kind, String message) {
        String value = kind.equals("color") ? "#ffffff" : "a table";
        for (String body : new String[] {Desk.UPLOAD, Desk.STORED, Desk.ADDRESS}) {
            Desk.Reply reply = desk.post(
                    "/jobs",
                    body.replaceFirst(
                            "}$",
                            ",\"provider\":\"" + provider + "\",\"background\":{\"" + kind + "\":\"" + value + "\"}}"));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("provider");
            assertThat(reply.body().at("/errors/0/problem").asText()).contains(message);
        }
        assertThat(desk.jobs.all()).isEmpty();
        assertThat(desk.executions.started()).isEmpty();
        assertThat(desk.fetched).isEmpty();
    }
}
