package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.Done;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.Unknown;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait for their result. */
class PicWishSyncTest {

    private static final String BASE64 = Base64.getEncoder().encodeToString(FakePicWish.PNG);

    private final FakePicWish vendor = new FakePicWish();

    @BeforeEach
    void waitForResults() {
        vendor.set("SYNC", "true");
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Submission submit(Reply reply) {
        vendor.create = seen -> reply;
        return vendor.submit();
    }

    private Submission submit(String data) {
        return submit(FakePicWish.json("{\"status\":200,\"message\":\"success\",\"data\":" + data + "}"));
    }

    private static byte[] inline(Submission submission) {
        return ((ResultPicture.Inline) ((Done) submission).end().result()).bytes();
    }

    @Test
    void anAddressIsTheResult() {
        Done done = (Done) submit(FakePicWish.json("""
                {"status":200,"message":"success","data":{"task_id":"t","state":1,"progress":100,
                 "image":"https://oss.example/cut.png?Signature=a%2Bb","completed_at":"1700000000"}}""").with("X-Request-ID", "req-7"));

        assertThat(done.taskId()).contains("t");
        assertThat(done.requestId()).contains("req-7");
        assertThat(done.end().result())
                .isEqualTo(new ResultPicture.At(URI.create("https://oss.example/cut.png?Signature=a%2Bb")));
        assertThat(done.end().credits()).contains(BigDecimal.ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data:image/png;base64,", "DATA:image/png;base64,", "data:;base64,"})
    void base64IsTheResultWithAndWithoutPrefix(String prefix) {
        vendor.set("RETURN_TYPE", "base64");
        Submission done = submit("{\"task_id\":\"t\",\"state\":\"1\",\"image\":\"" + prefix + BASE64 + "\"}");

        assertThat(inline(done)).isEqualTo(FakePicWish.PNG);
        assertThat(((Done) done).taskId()).contains("t");
    }

    @Test
    void base64CanBeBrokenIntoLines() {
        vendor.set("RETURN_TYPE", "base64");
        String lines = BASE64.substring(0, 4) + "\\r\\n" + BASE64.substring(4) + "\\n";
        assertThat(inline(submit("{\"state\":1,\"image\":\"" + lines + "\"}"))).isEqualTo(FakePicWish.PNG);
    }

    @Test
    void aPictureInBase64MayBeLargerThanAnyOtherAnswer() {
        vendor.set("RETURN_TYPE", "base64");
        byte[] large = Arrays.copyOf(FakePicWish.PNG, 18_000_000);
        String body = "{\"status\":200,\"data\":{\"task_id\":\"t\",\"state\":1,\"image\":\""
                + Base64.getEncoder().encodeToString(large) + "\"}}";
        assertThat(inline(submit(FakePicWish.json(body)))).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "IMAGE/PNG", "image/jpeg; x=y", "application/octet-stream"})
    void aPictureAsTheBodyIsTheResultAndHasNoTaskId(String contentType) {
        vendor.set("RETURN_TYPE", "binary");
        Submission done = submit(Reply.of(200, FakePicWish.PNG).with("content-TYPE", contentType));

        assertThat(inline(done)).isEqualTo(FakePicWish.PNG);
        assertThat(((Done) done).taskId()).isEmpty();
        assertThat(((Done) done).end().credits()).contains(BigDecimal.ONE);
    }

    @Test
    void aBinaryCallThatAnswersInJsonAfterAllIsReadAsSuch() {
        vendor.set("RETURN_TYPE", "binary");
        assertThat(submit(FakePicWish.created("t-9"))).isInstanceOf(Accepted.class);
        assertThat(submit("{\"task_id\":\"t\",\"state\":-7}")).isInstanceOf(Refused.class);
        assertThat(submit(Reply.of(200, "{\"status\":401,\"message\":\"no\"}").with("Content-Type", "image/png")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aPictureWithAnErrorIsNoResult() {
        vendor.set("RETURN_TYPE", "binary");
        assertThat(submit(Reply.of(500, FakePicWish.PNG).with("Content-Type", "image/png")))
                .isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "3", "4", "5", "6", "7", "\"0\"", "\"4\""})
    void aTaskThatIsStillRunningIsPolledFor(String state) {
        assertThat(submit("{\"task_id\":\"t\",\"state\":" + state + "}"))
                .isEqualTo(new Accepted("t", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "-7, INVALID_PHOTO, false",
        "-8, TASK_TIMEOUT, true",
        "-10, CONTENT_REJECTED, false",
        "-1, TASK_FAILED, true",
        "-99, TASK_FAILED, false"
    })
    void aTaskThatFailedIsRefusedWithItsFailure(String state, FailureCode code, boolean retryable) {
        Refused refused = (Refused) submit("{\"task_id\":\"t\",\"state\":" + state + "}");

        assertThat(refused.failure().code()).isEqualTo(code);
        assertThat(refused.failure().providerCode()).isEqualTo(state);
        assertThat(refused.failure().retryable()).isEqualTo(retryable);
        assertThat(refused.failure().charged()).isEqualTo(Charge.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task_id\":\"t\",\"state\":1}",
                "{\"task_id\":\"t\",\"state\":1,\"image\":\"\"}",
                "{\"task_id\":\"t\",\"state\":1,\"image\":\"!!not base64!!\"}",
                "{\"task_id\":\"t\",\"state\":1,\"image\":\"iVBORw0KGgo=\"}",
                "{\"task_id\":\"t\"}"
            })
    void aResultThatCannotBeReadIsAskedForAgainByItsTask(String data) {
        assertThat(submit(data)).isEqualTo(new Accepted("t", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":1}",
                "{\"state\":1,\"image\":\"data:image/png;base64,%%%\"}",
                "{\"state\":1,\"image\":\"pending\"}",
                "{\"state\":4}",
                "{}",
                "[]",
                "null"
            })
    void withoutResultAndWithoutTaskTheEndIsUnknown(String data) {
        Unknown unknown = (Unknown) submit(data);

        assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(unknown.failure().charged()).isEqualTo(Charge.MAYBE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"status\":200,"})
    void anAnswerThatIsNeitherJsonNorPictureIsUnknown(String body) {
        vendor.set("RETURN_TYPE", "binary");
        assertThat(submit(Reply.of(200, body.getBytes(StandardCharsets.UTF_8)))).isInstanceOf(Unknown.class);
    }

    @Test
    void aResultThatTakesLongerThanASubmissionLastsIsUnknown() {
        CountDownLatch never = new CountDownLatch(1);
        vendor.create = seen -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return FakePicWish.state(1);
        };
        Ready ready = (Ready) vendor.provider(Duration.ofMillis(250)).prepare(FakePicWish.transparent());
        Unknown unknown = (Unknown) ready.billedCall().get();

        assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(unknown.failure().message()).contains("250 ms");
        assertThat(vendor.server.seen()).hasSize(1);
    }
}
