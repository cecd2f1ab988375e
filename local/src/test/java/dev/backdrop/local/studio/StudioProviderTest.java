package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The studio provider")
class StudioProviderTest {

    private static final byte[] PHOTO = SamplePictures.file(SamplePictures.disc(120, 90), OutputFormat.PNG);
    private static final Background WHITE = new Background.Color(Rgb.parse("#ffffff"));

    private final SteppedClock clock = new SteppedClock();
    private StudioServer server;
    private HttpServer other;

    @BeforeEach
    void start() throws Exception {
        server = StudioServer.start(StudioSettings.local(), SamplePictures::cutOut, clock, line -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        if (other != null) {
            other.stop(0);
        }
    }

    @Test
    void takesAJobFromPhotoToResult() throws Exception {
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            Accepted accepted = accepted(provider, order("job", 1, WHITE));
            TaskState.Succeeded done = (TaskState.Succeeded) ended(provider, accepted.taskId());

            assertThat(accepted.askedInterval()).contains(Duration.ofSeconds(1));
            assertThat(done.credits())
                    .hasValueSatisfying(credits -> assertThat(credits).isZero());
            URI address = ((ResultPicture.At) done.result()).address();
            byte[] file = new StudioClientHarness(server.address())
                    .get(address.getPath())
                    .response()
                    .body();
            assertThat(PictureFiles.decode(file).width()).isEqualTo(120);
        }
    }

    @Test
    void findsTheSameTaskWhenAnAttemptIsSubmittedAgainAndAnotherForTheNext() {
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            String first = accepted(provider, order("job", 1, WHITE)).taskId();

            assertThat(accepted(provider, order("job", 1, WHITE)).taskId()).isEqualTo(first);
            assertThat(accepted(provider, order("job", 2, WHITE)).taskId()).isNotEqualTo(first);
        }
    }

    @Test
    void putsTheSubjectOnABackgroundPictureAndPassesItsNotesOn() throws Exception {
        Picture green = Picture.blank(60, 60);
        Arrays.fill(green.argb(), 0xff00a000);
        byte[] behind = SamplePictures.file(green, OutputFormat.PNG);
        Background image = new Background.Image(URI.create("s3://shop/backgrounds/green.png"));
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            Accepted accepted = accepted(provider, order(photo(PHOTO), Optional.of(photo(behind)), image));
            TaskState.Succeeded done = (TaskState.Succeeded) ended(provider, accepted.taskId());
            Accepted prompted = accepted(provider, order("other", 1, new Background.Prompt("a blue wall")));

            URI address = ((ResultPicture.At) done.result()).address();
            byte[] file = new StudioClientHarness(server.address())
                    .get(address.getPath())
                    .response()
                    .body();
            Picture result = PictureFiles.decode(file);
            assertThat(result.argb()[0]).isEqualTo(0xff00a000);
            assertThat(result.argb()[45 * 120 + 60]).isNotEqualTo(0xff00a000);
            assertThat(((TaskState.Succeeded) ended(provider, prompted.taskId())).notes())
                    .anySatisfy(note -> assertThat(note).contains("preview"));
        }
    }

    @Test
    void refusesTransparentJpegWhichItDoesNotOffer() {
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            TaskOrder jpeg = new TaskOrder(
                    "job",
                    1,
                    photo(PHOTO),
                    Optional.empty(),
                    new Request(new Background.Transparent(), "studio", null, new Output(OutputFormat.JPEG, null)),
                    Optional.empty());
            Refused transparent = (Refused) submit(provider, jpeg);

            assertThat(transparent.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
            assertThat(transparent.failure().message()).contains("ask for format png");
            assertThat(provider.capabilities().backgrounds().get(Background.Transparent.class))
                    .containsExactly(OutputFormat.PNG);
        }
    }

    @Test
    void saysThatTheKeyIsWrong() throws Exception {
        server.close();
        server = StudioServer.start(
                StudioSettings.local().withApiKey("right"), SamplePictures::cutOut, clock, line -> {});
        try (StudioProvider wrong = provider(server.address(), Map.of("BACKDROP_STUDIO_API_KEY", "wrong"));
                StudioProvider right = provider(server.address(), Map.of("BACKDROP_STUDIO_API_KEY", "right"))) {
            Refused refused = (Refused) wrong.prepare(order("job", 1, WHITE));

            assertThat(refused.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
            assertThat(refused.failure().message()).contains("BACKDROP_STUDIO_API_KEY");
            assertThat(ended(right, accepted(right, order("job", 1, WHITE)).taskId()))
                    .isInstanceOf(TaskState.Succeeded.class);
        }
    }

    @Test
    void asksForAFreshTaskWhenStudioForgotThisOne() {
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            String taskId = accepted(provider, order("job", 1, WHITE)).taskId();
            ended(provider, taskId);
            clock.advance(Duration.ofHours(1));
            TaskState.Failed failed = (TaskState.Failed) provider.poll(TaskRef.first(taskId));

            assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_EXPIRED);
            assertThat(failed.resubmit()).isTrue();
            assertThat(provider.poll(TaskRef.first("../results/x"))).isInstanceOf(TaskState.Failed.class);
        }
    }

    @Test
    void callsAPhotoWithoutASubjectInvalid() throws Exception {
        server.close();
        server = StudioServer.start(
                StudioSettings.local(),
                () -> photo -> {
                    throw new NoSubjectException();
                },
                clock,
                line -> {});
        try (StudioProvider provider = provider(server.address(), Map.of())) {
            TaskState.Failed failed = (TaskState.Failed)
                    ended(provider, accepted(provider, order("job", 1, WHITE)).taskId());

            assertThat(failed.failure().code()).isEqualTo(FailureCode.INVALID_PHOTO);
            assertThat(failed.failure().providerCode()).isEqualTo("no-subject");
            assertThat(failed.resubmit()).isFalse();
        }
    }

    @Test
    void waitsWhenNobodyListens() {
        URI address = server.address();
        server.close();
        try (StudioProvider provider = provider(address, Map.of())) {
            NotYet notYet = (NotYet) provider.prepare(order("job", 1, WHITE));
            TaskState.Unsettled unsettled = (TaskState.Unsettled) provider.poll(TaskRef.first("abc"));

            assertThat(notYet.reason().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
            assertThat(notYet.reason().message()).contains("BACKDROP_STUDIO_BASE_URL");
            assertThat(unsettled.failure().retryable()).isTrue();
        }
    }

    /** Only the answer to the create counts here: uploads always work. */
    @ParameterizedTest
    @CsvSource({
        "400, Refused, UNSUPPORTED_REQUEST",
        "401, Refused, PROVIDER_UNAUTHORIZED",
        "404, Refused, PROVIDER_UNAVAILABLE",
        "409, Refused, INTERNAL_ERROR",
        "413, Refused, INVALID_PHOTO",
        "415, Refused, INVALID_PHOTO",
        "418, Refused, PROVIDER_UNAVAILABLE",
        "429, NotYet, PROVIDER_THROTTLED",
        "500, NotYet, PROVIDER_UNAVAILABLE",
        "503, NotYet, PROVIDER_UNAVAILABLE",
        "202, NotYet, PROVIDER_UNAVAILABLE",
    })
    void neverLeavesACreateUnknown(int status, String kind, FailureCode code) throws Exception {
        try (StudioProvider provider = provider(answering(status, "{\"odd\":true}"), Map.of())) {
            Submission submission = submit(provider, order("job", 1, WHITE));
            Failure failure = submission instanceof NotYet notYet ? notYet.reason() : ((Refused) submission).failure();

            assertThat(submission.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.charged()).isEqualTo(Charge.NO);
            assertThat(failure.provider()).isEqualTo("studio");
        }
    }

    @Test
    void uploadsAgainWhenStudioDroppedThePhotoInBetween() throws Exception {
        String body = "{\"error\":{\"code\":\"photo-unknown\",\"message\":\"gone\"}}";
        try (StudioProvider provider = provider(answering(404, body), Map.of())) {
            assertThat(submit(provider, order("job", 1, WHITE))).isInstanceOf(NotYet.class);
        }
    }

    @Test
    void waitsAsLongAsStudioAsks() throws Exception {
        URI address = answering(429, "{}");
        try (StudioProvider provider = provider(address, Map.of())) {
            assertThat(((NotYet) submit(provider, order("job", 1, WHITE))).delay())
                    .isEqualTo(Duration.ofSeconds(7));
            assertThat(((TaskState.Unsettled) provider.poll(TaskRef.first("abc"))).delay())
                    .contains(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "500", "503"})
    void keepsAskingWhenAPollsAnswerMakesNoSense(int status) throws Exception {
        try (StudioProvider provider = provider(answering(status, "<html>"), Map.of())) {
            assertThat(provider.poll(TaskRef.first("abc"))).isInstanceOf(TaskState.Unsettled.class);
        }
    }

    @Test
    void needsAnAddress() {
        assertThatThrownBy(() -> new StudioProvider(Settings.of(Map.of())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_STUDIO_BASE_URL");
    }

    /** A server that takes every upload and answers all else with the same. */
    private URI answering(int status, String body) throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", http -> {
            http.getRequestBody().readAllBytes();
            if (http.getRequestMethod().equals("PUT")) {
                http.sendResponseHeaders(204, -1);
            } else {
                http.getResponseHeaders().set("Retry-After", "7");
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                http.sendResponseHeaders(status, bytes.length);
                http.getResponseBody().write(bytes);
            }
            http.close();
        });
        other.start();
        return URI.create("http://127.0.0.1:" + other.getAddress().getPort());
    }

    private static StudioProvider provider(URI address, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("BACKDROP_STUDIO_BASE_URL", address.toString());
        return new StudioProvider(Settings.of(settings));
    }

    private static Submission submit(StudioProvider provider, TaskOrder order) {
        Preparation preparation = provider.prepare(order);
        assertThat(preparation).isInstanceOf(Ready.class);
        return ((Ready) preparation).billedCall().get();
    }

    private static Accepted accepted(StudioProvider provider, TaskOrder order) {
        Submission submission = submit(provider, order);
        assertThat(submission).isInstanceOf(Accepted.class);
        return (Accepted) submission;
    }

    private static TaskState ended(StudioProvider provider, String taskId) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        TaskState state = provider.poll(TaskRef.first(taskId));
        while (state instanceof TaskState.Running) {
            assertThat(System.nanoTime())
                    .as("time at which the task should have ended")
                    .isLessThan(deadline);
            Thread.onSpinWait();
            state = provider.poll(TaskRef.first(taskId));
        }
        return state;
    }

    private static TaskOrder order(String jobId, int attempt, Background background) {
        return new TaskOrder(jobId, attempt, photo(PHOTO), Optional.empty(), request(background), Optional.empty());
    }

    private static TaskOrder order(Photo photo, Optional<Photo> behind, Background background) {
        return new TaskOrder("job", 1, photo, behind, request(background), Optional.empty());
    }

    private static Request request(Background background) {
        return new Request(background, "studio", 42L, new Output(OutputFormat.PNG, null));
    }

    private static Photo photo(byte[] file) {
        return new Photo() {
            @Override
            public PhotoFormat format() {
                return PhotoFormat.PNG;
            }

            @Override
            public int width() {
                return 120;
            }

            @Override
            public int height() {
                return 90;
            }

            @Override
            public long size() {
                return file.length;
            }

            @Override
            public String fileName() {
                return "disc.png";
            }

            @Override
            public byte[] bytes() {
                return file;
            }

            @Override
            public URI address(Duration validity) {
                throw new UnsupportedOperationException("studio gets its photos by upload");
            }
        };
    }
}
