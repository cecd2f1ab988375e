package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.studio.StudioClientHarness.Answer;
import dev.backdrop.request.OutputFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The studio server")
class StudioServerTest {

    private static final byte[] PHOTO = SamplePictures.file(SamplePictures.disc(120, 90), OutputFormat.PNG);

    private final SteppedClock clock = new SteppedClock();
    private StudioServer server;
    private StudioClientHarness client;

    @BeforeEach
    void start() throws Exception {
        start(StudioSettings.local(), SamplePictures.cutOut());
    }

    private void start(StudioSettings settings, CutOut cutOut) throws Exception {
        stop();
        server = StudioServer.start(settings, () -> cutOut, clock, line -> {});
        client = new StudioClientHarness(server.address());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void takesAPhotoAndGivesItBackOnAnotherBackground() throws Exception {
        String photo = client.upload(PHOTO);
        Answer accepted = client.submit("job#1", task(photo, "{\"color\":\"#ffffff\"}", "png"));
        Answer done = client.await(accepted.text("taskId"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().number("pollAfterMillis").map(Number::intValue))
                .contains(1000);
        assertThat(done.text("status")).isEqualTo("succeeded");
        assertThat(done.text("result", "width")).isEqualTo("120");
        assertThat(done.text("result", "height")).isEqualTo("90");
        assertThat(done.json().at("notes").elements()).hasSize(1);
        Answer result = client.get(URI.create(done.text("result", "url")).getPath());
        assertThat(result.response().headers().firstValue("Content-Type")).contains("image/png");
        assertThat(PictureFiles.decode(result.response().body()).argb()[0]).isEqualTo(0xffffffff);
    }

    @Test
    void usesABackgroundPictureThatWasUploaded() throws Exception {
        String photo = client.upload(PHOTO);
        String picture = client.upload(SamplePictures.file(SamplePictures.disc(60, 60), OutputFormat.PNG));
        Answer done =
                client.await(client.submit("k", task(photo, "{\"image\":{\"sha256\":\"" + picture + "\"}}", "jpeg"))
                        .text("taskId"));

        assertThat(done.text("status")).isEqualTo("succeeded");
        Answer result = client.get(URI.create(done.text("result", "url")).getPath());
        assertThat(result.response().headers().firstValue("Content-Type")).contains("image/jpeg");
    }

    @Test
    void takesTheSameKeyTwiceForTheSameTask() throws Exception {
        String photo = client.upload(PHOTO);
        String task = task(photo, "{\"transparent\":true}", "png");
        String reordered =
                "{\"format\":\"png\",\"background\":{\"transparent\":true},\"photo\":{\"sha256\":\"" + photo + "\"}}";

        assertThat(client.submit("same", task).text("taskId"))
                .isEqualTo(client.submit("same", reordered).text("taskId"))
                .isNotEqualTo(client.submit("another", task).text("taskId"));
    }

    @Test
    void refusesAKeyThatMeantSomethingElse() throws Exception {
        String photo = client.upload(PHOTO);
        client.submit("same", task(photo, "{\"transparent\":true}", "png"));
        Answer answer = client.submit("same", task(photo, "{\"color\":\"#000\"}", "png"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).isEqualTo("key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | not JSON",
                "[] | must be a JSON object",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"transparent\":true}} | format must be png or jpeg",
                "{\"photo\":{},\"background\":{\"transparent\":true},\"format\":\"png\"} | exactly one of sha256 and url",
                "{\"photo\":{\"sha256\":\"x\"},\"background\":{\"transparent\":true},\"format\":\"png\"} | hexadecimal",
                "{\"photo\":{\"url\":\"nowhere\"},\"background\":{\"transparent\":true},\"format\":\"png\"} | https address",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{},\"format\":\"png\"} | exactly one of color",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"color\":\"red\"},\"format\":\"png\"} | #rrggbb",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"prompt\":\" \"},\"format\":\"png\"} | 1 to 4000",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"transparent\":false},\"format\":\"png\"} | only be true",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"transparent\":true},\"format\":\"jpeg\"} | no transparency",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"color\":\"#fff\"},\"format\":\"png\",\"seed\":-1} | seed",
                "{\"photo\":{\"sha256\":\"SHA\"},\"background\":{\"color\":\"#fff\"},\"format\":\"png\",\"size\":1} | 'size'",
            })
    void answers400ToARequestThatMakesNoSenseAndSaysWhatToChange(String body, String reason) throws Exception {
        Answer answer = client.submit("k", body.replace("SHA", client.upload(PHOTO)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("bad-request");
        assertThat(answer.text("error", "message")).contains(reason);
    }

    @Test
    void answers400WithoutAnIdempotencyKey() throws Exception {
        Answer answer = client.send("POST", "/v1/tasks", "{}".getBytes(), "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error", "message")).contains("Idempotency-Key");
    }

    @Test
    void answers400WhenThePhotosBytesChangedOnTheWay() throws Exception {
        Answer answer = client.send("PUT", "/v1/photos/" + "0".repeat(64), PHOTO, "Content-Type", "image/png");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error", "message")).contains("SHA-256");
    }

    @Test
    void answers401WithoutTheKeyOrWithAnotherAndNeedsNoneForAResult() throws Exception {
        start(StudioSettings.local().withApiKey("secret"), SamplePictures.cutOut());

        assertThat(client.get("/v1/tasks/x").status()).isEqualTo(401);
        assertThat(client.get("/v1/tasks/x", "Authorization", "Bearer wrong").error())
                .isEqualTo("unauthorized");
        assertThat(client.get("/v1/tasks/x", "Authorization", "Bearer secret").status())
                .isEqualTo(404);
        assertThat(client.get("/v1/results/x").status()).isEqualTo(404);
    }

    @Test
    void answers404ToWhatItDoesNotHave() throws Exception {
        String unknown = task("f".repeat(64), "{\"transparent\":true}", "png");

        assertThat(client.get("/v1/tasks/unknown").error()).isEqualTo("task-unknown");
        assertThat(client.get("/v1/results/unknown").error()).isEqualTo("result-unknown");
        assertThat(client.get("/elsewhere").error()).isEqualTo("not-found");
        assertThat(client.submit("k", unknown).error()).isEqualTo("photo-unknown");
        assertThat(client.submit("k", unknown).status()).isEqualTo(404);
    }

    @Test
    void answers405ToOtherMethods() throws Exception {
        Answer answer = client.get("/v1/tasks");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.response().headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void answers413ToAPhotoThatIsTooLarge() throws Exception {
        start(StudioSettings.local().withBounds(PHOTO.length - 1, 1, 1), SamplePictures.cutOut());
        Answer answer = client.send(
                "PUT", "/v1/photos/" + StudioClientHarness.sha256(PHOTO), PHOTO, "Content-Type", "image/png");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).isEqualTo("too-large");
    }

    @Test
    void answers415ToWhatIsNoPhotoOrSaysSoWrongly() throws Exception {
        String path = "/v1/photos/" + StudioClientHarness.sha256(PHOTO);

        assertThat(client.send("PUT", path, PHOTO, "Content-Type", "image/jpeg").status())
                .isEqualTo(415);
        assertThat(client.send("PUT", path, PHOTO, "Content-Type", "image/webp").status())
                .isEqualTo(415);
        assertThat(client.send("POST", "/v1/tasks", "{}".getBytes(), "Content-Type", "text/plain")
                        .error())
                .isEqualTo("unsupported-type");
    }

    @Test
    void answers429WhenTooMuchWaitsAndFinishesWhatItAccepted() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        start(StudioSettings.local().withBounds(1 << 20, 1, 1), photo -> {
            await(gate);
            return SamplePictures.cutOut().find(photo);
        });
        String task = task(client.upload(PHOTO), "{\"transparent\":true}", "png");
        String first = client.submit("1", task).text("taskId");
        // The one worker may not have taken the first yet, so the second or the third is one too many.
        List<Answer> more = List.of(client.submit("2", task), client.submit("3", task), client.submit("4", task));
        gate.countDown();

        assertThat(more).anySatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.error()).isEqualTo("busy");
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(client.await(first).text("status")).isEqualTo("succeeded");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void saysWhyATaskFailed() throws Exception {
        start(StudioSettings.local(), photo -> {
            throw new NoSubjectException();
        });
        Answer done = client.await(client.submit("k", task(client.upload(PHOTO), "{\"transparent\":true}", "png"))
                .text("taskId"));

        assertThat(done.text("status")).isEqualTo("failed");
        assertThat(done.error()).isEqualTo("no-subject");
        assertThat(done.text("error", "message")).contains("clear subject");
    }

    @Test
    void survivesABugInATask() throws Exception {
        start(StudioSettings.local(), photo -> {
            throw new IllegalStateException("boom");
        });
        Answer done = client.await(client.submit("k", task(client.upload(PHOTO), "{\"transparent\":true}", "png"))
                .text("taskId"));

        assertThat(done.error()).isEqualTo("internal");
    }

    @Test
    void fetchesAPhotoByAddressOnlyWhereItMay() throws Exception {
        String task =
                "{\"photo\":{\"url\":\"http://169.254.169.254/latest\"},\"background\":{\"transparent\":true},\"format\":\"png\"}";
        Answer refused = client.await(client.submit("k", task).text("taskId"));

        assertThat(refused.error()).isEqualTo("photo-address-refused");
    }

    @Test
    void fetchesAPhotoFromThisMachineWhereThatIsAllowed() throws Exception {
        Answer first = client.await(client.submit("1", task(client.upload(PHOTO), "{\"transparent\":true}", "png"))
                .text("taskId"));
        String task = "{\"photo\":{\"url\":\"" + first.text("result", "url")
                + "\"},\"background\":{\"color\":\"#fff\"},\"format\":\"png\"}";

        assertThat(client.await(client.submit("2", task).text("taskId")).text("status"))
                .isEqualTo("succeeded");
    }

    @Test
    void forgetsPhotosAndTasksAfterTheirTime() throws Exception {
        String task = task(client.upload(PHOTO), "{\"transparent\":true}", "png");
        String id = client.submit("k", task).text("taskId");
        Answer done = client.await(id);
        String result = URI.create(done.text("result", "url")).getPath();

        clock.advance(Duration.ofMinutes(59));
        assertThat(client.get("/v1/tasks/" + id).text("status")).isEqualTo("succeeded");
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get("/v1/tasks/" + id).status()).isEqualTo(404);
        assertThat(client.get(result).status()).isEqualTo(404);
        assertThat(client.submit("k", task).error()).isEqualTo("photo-unknown");
    }

    @Test
    void namesItsPublicAddressInResults() throws Exception {
        start(StudioSettings.local().withPublicAddress(URI.create("https://studio.example/")), SamplePictures.cutOut());
        Answer done = client.await(client.submit("k", task(client.upload(PHOTO), "{\"transparent\":true}", "png"))
                .text("taskId"));

        assertThat(done.text("result", "url")).startsWith("https://studio.example/v1/results/");
    }

    @Test
    void listensWhereOthersReachItOnlyWithAKey() {
        assertThatThrownBy(() -> StudioServer.start(
                        StudioSettings.local().withHost("0.0.0.0", 0),
                        SamplePictures::cutOut,
                        Clock.systemUTC(),
                        line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key");
    }

    private static String task(String photo, String background, String format) {
        return "{\"photo\":{\"sha256\":\"" + photo + "\"},\"background\":" + background + ",\"format\":\"" + format
                + "\"}";
    }
}
