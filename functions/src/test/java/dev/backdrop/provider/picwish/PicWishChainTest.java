package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState.Failed;
import dev.backdrop.provider.TaskState.Succeeded;
import dev.backdrop.provider.TaskState.Unsettled;
import dev.backdrop.provider.Unknown;
import dev.backdrop.provider.picwish.StrictForm.Field;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt: first the cut-out, then the background for it. */
class PicWishChainTest {

    private static final String PROMPT = "sunlit \"marble\" countertop, é";

    private final FakePicWish vendor = new FakePicWish();

    @BeforeEach
    void theCutOutIsReady() {
        vendor.poll = seen -> vendor.cutOutReady();
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Preparation prepareSecond() {
        return vendor.provider().prepare(FakePicWish.second(PROMPT));
    }

    @ParameterizedTest
    @CsvSource({"false, url", "true, url", "true, base64", "true, binary", "false, base64"})
    void theFirstStepIsACutOutThatIsPolledForWhateverTheSettings(String sync, String returnType) {
        vendor.set("SYNC", sync);
        vendor.set("RETURN_TYPE", returnType);
        assertThat(vendor.submit(FakePicWish.prompt(PROMPT))).isInstanceOf(Accepted.class);

        assertThat(StrictForm.texts(vendor.only("POST", FakePicWish.SEGMENTATION)))
                .isEqualTo(Map.of("sync", "0", "return_type", "1", "output_type", "2", "crop", "0", "format", "png"));
        assertThat(vendor.server.seen()).hasSize(1);
    }

    @Test
    void theSecondStepUploadsTheCutOutAfterAskingForItOnceMore() {
        Ready ready = (Ready) prepareSecond();
        assertThat(vendor.server.seen())
                .extracting(seen -> seen.method() + " " + seen.target())
                .containsExactly(
                        "GET /api/tasks/visual/segmentation/b64%2Ftask%2Bid%3D%3D",
                        "GET /files/cut.png?OSSAccessKeyId=a&Signature=b%2Bc");

        assertThat(ready.billedCall().get()).isEqualTo(new Accepted("generated-1", Optional.empty(), Optional.empty()));
        Map<String, Field> form = StrictForm.of(vendor.only("POST", FakePicWish.BACKGROUND));
        assertThat(form.keySet()).containsExactlyInAnyOrder("image_file", "prompt", "batch_size");
        assertThat(form.get("prompt").text()).isEqualTo(PROMPT);
        assertThat(form.get("batch_size").text()).isEqualTo("1");
        assertThat(form.get("image_file").content()).isEqualTo(FakePicWish.PNG);
        assertThat(form.get("image_file").type()).contains("image/png");
        assertThat(form.get("image_file").fileName()).contains("cut-out.png");
        assertThatThrownBy(() -> ready.billedCall().get()).isInstanceOf(IllegalStateException.class);
        vendor.only("POST", "/");
    }

    @Test
    void byAddressTheFreshLinkIsHandedOn() {
        vendor.set("INPUT", "url");
        assertThat(vendor.submit(FakePicWish.second(PROMPT))).isInstanceOf(Accepted.class);

        assertThat(StrictForm.texts(vendor.only("POST", FakePicWish.BACKGROUND)))
                .isEqualTo(Map.of(
                        "image_url",
                        vendor.server
                                .at("/files/cut.png?OSSAccessKeyId=a&Signature=b%2Bc")
                                .toString(),
                        "prompt",
                        PROMPT,
                        "batch_size",
                        "1"));
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.target().startsWith("/files"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "url"})
    void aCutOutInTheAnswerIsUploadedAsItIs(String input) {
        vendor.set("INPUT", input);
        vendor.poll = seen -> FakePicWish.json("{\"status\":200,\"data\":{\"state\":1,\"image\":\""
                + Base64.getEncoder().encodeToString(FakePicWish.PNG) + "\"}}");
        assertThat(vendor.submit(FakePicWish.second(PROMPT))).isInstanceOf(Accepted.class);

        assertThat(StrictForm.of(vendor.only("POST", FakePicWish.BACKGROUND)))
                .containsKey("image_file")
                .doesNotContainKey("image_url");
    }

    @Test
    void theNewerGeneratorIsToldNotToWait() {
        vendor.set("BACKGROUND_PATH", "/api/tasks/visual/r-background");
        vendor.submit(FakePicWish.second(PROMPT));
        vendor.provider().poll(new TaskRef("g", 2));

        assertThat(StrictForm.texts(vendor.only("POST", "/api/tasks/visual/r-background")))
                .containsEntry("sync", "0")
                .containsEntry("batch_size", "1");
        vendor.only("GET", "/api/tasks/visual/r-background/g");
    }

    @Test
    void theKeyIsNotSentToWhereTheCutOutIs() {
        try (ScriptedServer storage = new ScriptedServer(seen -> Reply.of(200, FakePicWish.PNG))) {
            vendor.poll = seen -> FakePicWish.json(
                    "{\"status\":200,\"data\":{\"state\":1,\"image\":\"" + storage.at("/cut.png") + "\"}}");
            assertThat(prepareSecond()).isInstanceOf(Ready.class);

            assertThat(storage.seen()).hasSize(1);
            assertThat(storage.seen().get(0).headers().toString())
                    .doesNotContain(FakePicWish.KEY)
                    .doesNotContainIgnoringCase("x-api-key");
        }
    }

    @Test
    void aPromptOfAllThatIsAllowedIsTaken() {
        assertThat(vendor.submit(FakePicWish.prompt("x".repeat(1024)))).isInstanceOf(Accepted.class);
        assertThat(vendor.submit(FakePicWish.second("x".repeat(1024)))).isInstanceOf(Accepted.class);
    }

    private void assertGone(Preparation preparation) {
        Failure failure = ((Refused) preparation).failure();
        assertThat(failure.code()).isEqualTo(FailureCode.TASK_EXPIRED);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.charged()).isEqualTo(Charge.NO);
        assertThat(failure.provider()).isEqualTo("picwish");
        assertThat(failure.message()).contains("cut-out", "anew").doesNotContain("Signature", FakePicWish.KEY);
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.method().equals("POST"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"status":404,"message":"not found"}
            200 | {"status":404,"message":"not found"}
            200 | {"status":200,"data":{"state":1}}
            200 | {"status":200,"data":{"state":1,"image":""}}
            """)
    void aCutOutThatTheVendorNoLongerHasEndsTheChainAndMayStartAnew(int http, String body) {
        vendor.poll = seen -> Reply.of(http, body);
        assertGone(prepareSecond());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aLinkThatHasExpiredEndsTheChainToo(int http) {
        vendor.file = seen -> Reply.of(http, "<Error/>");
        assertGone(prepareSecond());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"status":200,"data":{"state":4}} | PROVIDER_UNAVAILABLE  | 2
            200 | {"status":200,"data":{}}          | PROVIDER_UNAVAILABLE  | 5
            429 | {"status":429}                    | PROVIDER_THROTTLED    | 1
            500 | {"status":500}                    | PROVIDER_UNAVAILABLE  | 5
            200 | <html>                            | PROVIDER_UNAVAILABLE  | 5
            401 | {"status":401}                    | PROVIDER_UNAUTHORIZED | 5
            """)
    void aCutOutThatIsPaidForIsAskedForAgainBeforeItIsGivenUp(int http, String body, FailureCode code, int seconds) {
        vendor.poll = seen -> Reply.of(http, body);
        NotYet notYet = (NotYet) prepareSecond();

        assertThat(notYet.reason().code()).isEqualTo(code);
        assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
        assertThat(notYet.delay()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.method().equals("POST"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aStorageInTroubleIsTriedAgainLater(int http) {
        vendor.file = seen -> Reply.of(http, "<Error/>");
        NotYet notYet = (NotYet) prepareSecond();

        assertThat(notYet.reason().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
    }

    @Test
    void aCutOutThatFailedAfterAllIsRefusedWithItsFailure() {
        vendor.poll = seen -> FakePicWish.state(-2);
        Failure failure = ((Refused) prepareSecond()).failure();

        assertThat(failure.code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(failure.providerCode()).isEqualTo("-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/x",
                "http://storage.example.com/x",
                "https://10.0.0.1/x",
                "https://u:p@a.example/x"
            })
    void aLinkOutsideThePublicInternetIsNotFollowed(String address) {
        vendor.poll = seen -> FakePicWish.json("{\"status\":200,\"data\":{\"state\":1,\"image\":\"" + address + "\"}}");
        Failure failure = ((Refused) prepareSecond()).failure();

        assertThat(failure.code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void whatIsNoPngIsNotUploadedAsACutOut() {
        vendor.file = seen -> Reply.of(200, "<html>sign in</html>");
        Failure failure = ((Refused) prepareSecond()).failure();

        assertThat(failure.code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(failure.retryable()).isTrue();
        assertThat(vendor.server.seen()).noneMatch(seen -> seen.method().equals("POST"));
    }

    @Test
    void aVendorThatIsNotThereKeepsTheChainWaiting() {
        vendor.close();
        assertThat(((NotYet) prepareSecond()).reason().charged()).isEqualTo(Charge.NO);
    }

    @Test
    void aSecondBilledCallWithoutAClearEndIsUnknown() {
        vendor.generate = seen -> Reply.of(500, "{\"status\":500}");
        assertThat(vendor.submit(FakePicWish.second(PROMPT))).isInstanceOf(Unknown.class);
        vendor.generate = seen -> Reply.of(429, "");
        assertThat(((NotYet) vendor.submit(FakePicWish.second(PROMPT))).delay()).isEqualTo(Duration.ofSeconds(1));
        vendor.generate = seen -> Reply.of(413, "");
        assertThat(((Refused) vendor.submit(FakePicWish.second(PROMPT)))
                        .failure()
                        .message())
                .contains("BACKDROP_PICWISH_MAX_SIDE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":1,\"image_1\":\"URL\",\"image_2\":\"\",\"image_3\":\"\",\"image_4\":\"\"}",
                "{\"state\":1,\"image_1\":\"\",\"image_2\":null,\"image_3\":\"URL\",\"image_4\":\"https://b.example/4\"}",
                "{\"state\":\"1\",\"image_4\":\"URL\",\"created_at\":1,\"x\":{}}",
                "{\"state\":1,\"image\":\"URL\"}",
                "{\"state\":1,\"image_1\":\"URL\",\"image\":\"https://b.example/input.png\"}",
                "{\"state\":1,\"images\":[\"URL\",\"https://b.example/2\"]}",
                "{\"state\":1,\"images\":[\"\",\"URL\"]}",
                "{\"state\":1,\"images\":[{\"url\":\"URL\"}]}",
                "{\"state\":1,\"images\":[{\"image\":\"URL\"}]}"
            })
    void theSecondStepsResultIsTheFirstPictureWhereverItIs(String data) {
        String address = "https://oss.example/g.jpg?Signature=a%2Bb";
        vendor.pollGenerated =
                seen -> FakePicWish.json("{\"status\":200,\"data\":" + data.replace("URL", address) + "}");

        assertThat(vendor.provider().poll(new TaskRef("generated-1", 2)))
                .isEqualTo(
                        new Succeeded(new ResultPicture.At(URI.create(address)), Optional.of(BigDecimal.valueOf(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":1}", "{\"state\":1,\"image_1\":\"\",\"image_2\":\"\",\"images\":[]}"})
    void aSecondStepWithoutAPictureIsUnavailableAndPaidFor(String data) {
        vendor.pollGenerated = seen -> FakePicWish.json("{\"status\":200,\"data\":" + data + "}");
        Unsettled unsettled = (Unsettled) vendor.provider().poll(new TaskRef("generated-1", 2));

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
    }

    @Test
    void eachStepCostsItsOwnPrice() {
        vendor.set("PRICE", "2");
        vendor.set("PROMPT_PRICE", "6");
        vendor.pollGenerated = seen -> vendor.cutOutReady();

        assertThat(((Succeeded) vendor.provider().poll(new TaskRef("t", 1))).credits())
                .contains(BigDecimal.valueOf(2));
        assertThat(((Succeeded) vendor.provider().poll(new TaskRef("t", 2))).credits())
                .contains(BigDecimal.valueOf(6));
    }

    @Test
    void aPromptThatTheGeneratorDoesNotTakeIsOurs() {
        vendor.pollGenerated = seen -> FakePicWish.state(-17);
        Failed failed = (Failed) vendor.provider().poll(new TaskRef("t", 2));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(failed.failure().message()).contains("prompt");
        assertThat(failed.resubmit()).isFalse();
    }
}
