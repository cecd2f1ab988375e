package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.TaskState.Failed;
import dev.backdrop.provider.TaskState.Running;
import dev.backdrop.provider.TaskState.Succeeded;
import dev.backdrop.provider.TaskState.Unsettled;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.fashn.FashnProvider;
import dev.backdrop.provider.fashn.FashnSettings;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
import dev.backdrop.settings.Settings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client and the simulated vendor, in virtual time. */
class FashnClientTest {

    private static final byte[] JPEG = TestPictures.jpeg(40, 30);
    private static final byte[] LARGE_JPEG = TestPictures.jpeg(1600, 1200);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/photo.jpg");

    private final Bench bench = new Bench();
    private final Map<String, String> environment =
            new HashMap<>(FashnOptions.defaults().withApiKey(Bench.KEY).clientSettings(bench.simulator.apiBase()));

    @AfterEach
    void close() {
        bench.close();
    }

    private record FixedPhoto(byte[] bytes, URI at) implements Photo {
        @Override
        public PhotoFormat format() {
            return PhotoFormat.JPEG;
        }

        @Override
        public int width() {
            return 1600;
        }

        @Override
        public int height() {
            return 1200;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String fileName() {
            return "photo.jpg";
        }

        @Override
        public URI address(Duration validity) {
            return at;
        }
    }

    private FashnProvider provider() {
        FashnSettings settings = FashnSettings.from(Settings.of(environment));
        return new FashnProvider(settings, ApiClient.to(settings.base(), HttpLimits.API), bench.clock);
    }

    private Submission submit(Photo photo, String prompt, Long seed, OutputFormat format) {
        Request request = new Request(new Background.Prompt(prompt), "fashn", seed, new Output(format, null));
        TaskOrder order = new TaskOrder("job-1", 1, photo, Optional.empty(), request, Optional.empty());
        return ((Ready) provider().prepare(order)).billedCall().get();
    }

    private Submission submit(String prompt) {
        return submit(new FixedPhoto(JPEG, NOWHERE), prompt, null, OutputFormat.JPEG);
    }

    private static String id(Submission submission) {
        return ((Accepted) submission).taskId();
    }

    private TaskState poll(String taskId) {
        return provider().poll(TaskRef.first(taskId));
    }

    private Succeeded done(String taskId) {
        bench.pass(12);
        return (Succeeded) poll(taskId);
    }

    private void assertNothingLeaked() {
        assertThat(bench.simulator.journal().leakedKeys()).isEmpty();
    }

    private static void assertPicture(byte[] bytes, OutputFormat format) {
        assertThat(Pictures.type(bytes)).contains(format.contentType());
        BufferedImage picture = TestPictures.decode(bytes);
        assertThat(picture.getWidth() * picture.getHeight()).isBetween(1_000_000, 1_050_000);
    }

    @ParameterizedTest
    @CsvSource({"PNG, 7", "JPEG, 4294967295", "JPEG, "})
    void aPhotoInsideTheCallComesBackByAddress(OutputFormat format, Long seed) throws IOException {
        String id = id(submit(new FixedPhoto(LARGE_JPEG, NOWHERE), "a \"sunlit\" é beach", seed, format));
        assertThat(poll(id)).isEqualTo(new Running(Optional.empty(), Optional.empty()));
        bench.pass(2);
        assertThat(poll(id)).isInstanceOf(Running.class);
        bench.pass(5);
        assertThat(poll(id)).isInstanceOf(Running.class);

        Succeeded succeeded = done(id);
        assertThat(succeeded.credits().orElseThrow()).isEqualByComparingTo("1");
        ResultPicture.At at = (ResultPicture.At) succeeded.result();
        assertPicture(bench.download(at.address().toString()).body(), format);
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
        assertNothingLeaked();
    }

    @Test
    void aPhotoByAddressIsFetchedByTheVendor() throws IOException {
        environment.put("BACKDROP_FASHN_INPUT", "url");
        try (PhotoServer server = new PhotoServer(200, "image/jpeg", LARGE_JPEG)) {
            String id = id(submit(new FixedPhoto(new byte[0], server.address()), "a beach", null, OutputFormat.PNG));

            ResultPicture.At at = (ResultPicture.At) done(id).result();
            assertPicture(bench.download(at.address().toString()).body(), OutputFormat.PNG);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(server.sawAuthorization()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG"})
    void aResultInsideTheAnswerIsReadEachTimeItIsAskedFor(OutputFormat format) {
        environment.put("BACKDROP_FASHN_RETURN_BASE64", "true");
        String id = id(submit(new FixedPhoto(LARGE_JPEG, NOWHERE), "a beach", null, format));

        byte[] first = ((ResultPicture.Inline) done(id).result()).bytes();
        assertPicture(first, format);
        bench.pass(3600);
        assertThat(((ResultPicture.Inline) ((Succeeded) poll(id)).result()).bytes())
                .isEqualTo(first);
        bench.pass(1);
        assertThat(((Failed) poll(id)).failure().code()).isEqualTo(FailureCode.TASK_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "ImageLoadError, INVALID_PHOTO, false",
        "ContentModerationError, CONTENT_REJECTED, false",
        "ThirdPartyError, TASK_FAILED, true",
        "3rdPartyProviderError, TASK_FAILED, true",
        "PipelineError, TASK_FAILED, true",
        "InternalServerError, TASK_FAILED, true",
        "InputValidationError, UNSUPPORTED_REQUEST, false",
        "PoseError, INVALID_PHOTO, false",
        "LoRALoadError, INVALID_PHOTO, false",
        "NSFWError, CONTENT_REJECTED, false",
        "PhotoTypeError, INVALID_PHOTO, false",
        "NobodyKnowsThisError, TASK_FAILED, true"
    })
    void aRuntimeErrorIsToldAndFree(String name, FailureCode code, boolean resubmit) {
        bench.vendor().tasks().failWith(name);
        String id = id(submit("a beach"));
        bench.pass(12);
        Failed failed = (Failed) poll(id);

        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure().providerCode()).isEqualTo(name);
        assertThat(failed.failure().charged()).isEqualTo(Charge.NO);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void aPhotoThatIsNoneIsThePhotosFaultButAnAddressMayHaveGoneStale() {
        String inline = id(submit(new FixedPhoto(new byte[] {1, 2, 3}, NOWHERE), "a beach", null, OutputFormat.PNG));
        environment.put("BACKDROP_FASHN_INPUT", "url");
        String fetched = id(submit(new FixedPhoto(JPEG, NOWHERE), "a beach", null, OutputFormat.PNG));
        bench.pass(12);

        Failed stale = (Failed) poll(fetched);
        assertThat(stale.failure().code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(stale.resubmit()).isTrue();
        environment.remove("BACKDROP_FASHN_INPUT");
        Failed bad = (Failed) poll(inline);
        assertThat(bad.failure().code()).isEqualTo(FailureCode.INVALID_PHOTO);
        assertThat(bad.failure().message()).contains("Error loading input image");
        assertThat(bad.resubmit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"[canceled], TASK_FAILED, false", "[timeout], TASK_TIMEOUT, true"})
    void theOtherEndsAreFreeBecauseTheHeaderSaysSo(String prompt, FailureCode code, boolean resubmit) {
        String id = id(submit(prompt));
        bench.pass(12);
        Failed failed = (Failed) poll(id);

        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure().charged()).isEqualTo(Charge.NO);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
    }

    @Test
    void anEmptyAccountEndsTheSubmissionThoughItsStatusIsThatOfAThrottle() {
        bench.vendor().balance(0);
        Refused refused = (Refused) submit("a beach");

        assertThat(refused.failure().code()).isEqualTo(FailureCode.PROVIDER_OUT_OF_CREDIT);
        assertThat(refused.failure().charged()).isEqualTo(Charge.NO);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void theSeventhTaskAtOnceWaitsUntilOneHasEnded() {
        for (int task = 0; task < 6; task++) {
            id(submit("a beach"));
        }
        NotYet crowded = (NotYet) submit("a beach");
        assertThat(crowded.reason().code()).isEqualTo(FailureCode.PROVIDER_THROTTLED);

        bench.clock.advance(crowded.delay());
        assertThat(submit("a beach")).isInstanceOf(Accepted.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(7);
    }

    @Test
    void aThrottledSubmissionAndAThrottledPollPassAfterTheirWaits() {
        try (Bench slow = new Bench(options -> options.withRateLimits(1, 1))) {
            environment.put("BACKDROP_FASHN_BASE_URL", slow.simulator.apiBase().toString());
            String id = id(submit("a beach"));
            NotYet busy = (NotYet) submit("a beach");
            assertThat(busy.reason().code()).isEqualTo(FailureCode.PROVIDER_THROTTLED);
            assertThat(poll(id)).isInstanceOf(Running.class);
            Unsettled throttled = (Unsettled) poll(id);
            assertThat(throttled.failure().code()).isEqualTo(FailureCode.PROVIDER_THROTTLED);

            for (int wait = 0; wait < 12; wait++) {
                slow.clock.advance(busy.delay());
            }
            assertThat(submit("a beach")).isInstanceOf(Accepted.class);
            assertThat(poll(id)).isInstanceOf(Succeeded.class);
        }
    }

    @Test
    void aTaskIsForgottenAfterThreeDays() {
        String id = id(submit("a beach"));
        done(id);
        bench.pass(72 * 3600 + 1);
        Failed failed = (Failed) poll(id);

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_EXPIRED);
        assertThat(failed.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(failed.resubmit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"[lost], 1", "[drop], 0", "[http:502], 0", "[http:200], 0"})
    void anAnswerThatIsNotTheVendorsLeavesItOpenWhetherThereIsATask(String prompt, int tasks) {
        Unknown unknown = (Unknown) submit(prompt);

        assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(unknown.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(tasks);
    }

    @Test
    void anInternalErrorInTheVendorsWordsIsMetByWaitingAndPaysOnce() {
        assertThat(submit("[error:InternalServerError]")).isInstanceOf(NotYet.class);
        assertThat(submit("[error:UnauthorizedAccess]")).isInstanceOf(Refused.class);
        done(id(submit("a beach")));

        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
        assertThat(bench.vendor().creditsCharged()).isEqualByComparingTo("1");
    }

    @Test
    void anOversizedCallIsToldAsSuchAndLeavesNoTask() {
        NotYet notYet =
                (NotYet) submit(new FixedPhoto(new byte[8_000_000], NOWHERE), "a beach", null, OutputFormat.PNG);

        assertThat(notYet.reason().message()).contains("BACKDROP_FASHN_MAX_BYTES");
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void theLargestPhotoThatTheSettingsAllowIsTaken() {
        int largest = (int) provider().limits().maxBytes();

        assertThat(submit(new FixedPhoto(new byte[largest], NOWHERE), "a beach", null, OutputFormat.PNG))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aPollThatGoesWrongOnTheWayIsMadeAgain() {
        String id = id(submit("a beach"));
        bench.pass(12);
        bench.vendor()
                .faults()
                .next(FashnEndpoint.STATUS, Fault.status(500))
                .next(FashnEndpoint.STATUS, Fault.htmlPage())
                .next(FashnEndpoint.STATUS, Fault.dropAfter())
                .next(FashnEndpoint.STATUS, Fault.halfBody())
                .next(FashnEndpoint.STATUS, Fault.answer(404, "text/html", "<p>no such page"))
                .next(FashnEndpoint.STATUS, Fault.redirect("https://example.com/"));

        for (int fault = 0; fault < 6; fault++) {
            assertThat(poll(id)).isInstanceOf(Unsettled.class);
        }
        assertThat(poll(id)).isInstanceOf(Succeeded.class);
    }

    @Test
    void anotherModelIsRefusedWithAdvice() {
        environment.put("BACKDROP_FASHN_MODEL", "background-change-v9");
        Refused refused = (Refused) submit("a beach");

        assertThat(refused.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(refused.failure().message()).contains("BACKDROP_FASHN_MODEL", "background-change-v9");
    }

    @Test
    void aWrongKeyIsRefusedAndNotShown() {
        environment.put("BACKDROP_FASHN_API_KEY", "fa-wrong-s3cret");
        Refused refused = (Refused) submit("a beach");

        assertThat(refused.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
        assertThat(refused.failure().message()).doesNotContain("s3cret");
        assertThat(((Unsettled) poll("any")).failure().code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
    }

    @Test
    void withoutTheHeaderAResultCostsThePrice() {
        try (Bench silent = new Bench(options -> options.withCreditsHeader(CreditsHeader.ON_RUN))) {
            environment.put(
                    "BACKDROP_FASHN_BASE_URL", silent.simulator.apiBase().toString());
            environment.put("BACKDROP_FASHN_PRICE", "2");
            String id = id(submit("a beach"));
            silent.pass(12);

            assertThat(((Succeeded) poll(id)).credits()).contains(BigDecimal.valueOf(2));
        }
    }
}
