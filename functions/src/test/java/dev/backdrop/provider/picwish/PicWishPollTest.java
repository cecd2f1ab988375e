package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.ResultPicture;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.TaskState.Failed;
import dev.backdrop.provider.TaskState.Running;
import dev.backdrop.provider.TaskState.Succeeded;
import dev.backdrop.provider.TaskState.Unsettled;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicWishPollTest {

    private static final String BASE64 = Base64.getEncoder().encodeToString(FakePicWish.PNG);

    private final FakePicWish vendor = new FakePicWish();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private TaskState poll(Reply reply) {
        vendor.poll = seen -> reply;
        return vendor.provider().poll(TaskRef.first(FakePicWish.TASK_ID));
    }

    private TaskState poll(String data) {
        return poll(FakePicWish.json("{\"status\":200,\"message\":\"success\",\"data\":" + data + "}"));
    }

    @Test
    void asksByTheTaskIdAsOneSegmentOfThePathOfItsStep() {
        vendor.provider().poll(TaskRef.first(FakePicWish.TASK_ID));
        vendor.provider().poll(new TaskRef("../a b?c", 2));

        assertThat(vendor.server.seen())
                .extracting(seen -> seen.method() + " " + seen.target())
                .containsExactly(
                        "GET /api/tasks/visual/segmentation/b64%2Ftask%2Bid%3D%3D",
                        "GET /api/tasks/visual/background/..%2Fa%20b%3Fc");
        assertThat(vendor.server.seen())
                .allMatch(seen -> seen.header("X-API-KEY").equals(Optional.of(FakePicWish.KEY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "99",
                "1000000000000",
                "\"0\"",
                "\"4\"",
                "4.0",
                "1.5",
                "0.5",
                "\" 2 \""
            })
    void everyStateButOneAndThoseBelowZeroIsRunning(String state) {
        assertThat(poll("{\"task_id\":\"t\",\"state\":" + state + "}"))
                .isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0      | 0
            55     | 55
            '55'   | 55
            99.9   | 99
            100    | 100
            """)
    void progressIsTold(String progress, int told) {
        assertThat(poll("{\"state\":4,\"progress\":" + progress + "}"))
                .isEqualTo(new Running(Optional.empty(), Optional.of(told)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "null", "\"\"", "\"half\"", "{}", "1e39"})
    void aProgressThatMakesNoSenseIsNone(String progress) {
        assertThat(poll("{\"state\":4,\"progress\":" + progress + "}"))
                .isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, TASK_FAILED, true",
        "-2, TASK_FAILED, true",
        "-3, TASK_FAILED, true",
        "-5, INVALID_PHOTO, false",
        "-7, INVALID_PHOTO, false",
        "-8, TASK_TIMEOUT, true",
        "-9, TASK_FAILED, true",
        "-10, CONTENT_REJECTED, false",
        "-11, TASK_FAILED, true",
        "-13, TASK_FAILED, true",
        "-14, INVALID_PHOTO, false",
        "-15, TASK_FAILED, true",
        "-16, CONTENT_REJECTED, false",
        "-17, UNSUPPORTED_REQUEST, false",
        "-4, TASK_FAILED, false",
        "-6, TASK_FAILED, false",
        "-12, TASK_FAILED, false",
        "-18, TASK_FAILED, false",
        "-99999999999, TASK_FAILED, false",
        "-0.5, TASK_FAILED, false"
    })
    void everyStateBelowZeroIsAFailureThatCostsNothing(String state, FailureCode code, boolean resubmit) {
        for (String written : new String[] {state, "\"" + state + "\""}) {
            Failed failed = (Failed) poll("{\"task_id\":\"t\",\"state\":" + written + ",\"image\":\"\"}");

            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().provider()).isEqualTo("picwish");
            assertThat(failed.failure().providerCode()).isEqualTo(state);
            assertThat(failed.failure().message()).startsWith("PicWish ").contains("(" + state + ")");
            assertThat(failed.failure().charged()).isEqualTo(Charge.NO);
            assertThat(failed.failure().retryable()).isEqualTo(resubmit);
            assertThat(failed.resubmit()).isEqualTo(resubmit);
        }
    }

    @Test
    void aStateWrittenWithAFractionOfZerosIsTheSame() {
        assertThat(((Failed) poll("{\"state\":-10.0}")).failure().providerCode())
                .isEqualTo("-10");
        assertThat(poll("{\"state\":1.0,\"image\":\"https://a.example/1\"}")).isInstanceOf(Succeeded.class);
    }

    @Test
    void theVendorsOwnWordsForAFailureAreQuoted() {
        assertThat(((Failed) poll("{\"state\":-7,\"state_detail\":\"broken header\"}"))
                        .failure()
                        .message())
                .contains("It said: \"broken header\"");
        assertThat(((Failed) poll(FakePicWish.json("{\"status\":200,\"message\":\"img err\",\"data\":{\"state\":-7}}")))
                        .failure()
                        .message())
                .contains("It said: \"img err\"");
        assertThat(((Failed) poll("{\"state\":-7}")).failure().message()).doesNotContain("It said");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task_id\":\"t\",\"state\":1,\"progress\":100,\"image\":\"URL\",\"mask\":\"\",\"completed_at\":\"1700000000\"}",
                "{\"task_id\":7,\"state\":\"1\",\"image\":\"URL\",\"created_at\":1700000000,\"completed_at\":1.7e9}",
                "{\"state\":1,\"image\":\" URL \",\"state_detail\":\"Complete\",\"return_type\":1,\"x\":{\"y\":[]}}"
            })
    void anAddressIsAResultWithItsPrice(String data) {
        String address = "https://oss.example/a%2Bb.png?OSSAccessKeyId=x&Expires=1700003600&Signature=ab%2F";

        assertThat(poll(data.replace("URL", address)))
                .isEqualTo(new Succeeded(new ResultPicture.At(URI.create(address)), Optional.of(BigDecimal.ONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data:image/png;base64,"})
    void base64IsAPictureInTheAnswer(String prefix) {
        vendor.set("RETURN_TYPE", "base64");
        Succeeded done = (Succeeded) poll("{\"state\":1,\"image\":\"" + prefix + BASE64 + "\"}");

        assertThat(((ResultPicture.Inline) done.result()).bytes()).isEqualTo(FakePicWish.PNG);
        assertThat(done.credits()).contains(BigDecimal.ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!",
                "data:image/png;base64,",
                "data:image/png;base64,A",
                "data:image/png",
                "null!",
                "done",
                "AAAA",
                "ftp://a.example/1",
                "http:///x",
                "https://a b.example/",
                "file:///etc/passwd"
            })
    void aResultThatIsNeitherAddressNorPictureIsInvalidAndPaidFor(String image) {
        Unsettled unsettled = (Unsettled) poll("{\"state\":1,\"image\":\"" + image + "\"}");

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":1}",
                "{\"state\":1,\"image\":\"\"}",
                "{\"state\":1,\"image\":null,\"mask\":\"https://a.example\"}"
            })
    void aSuccessWithoutResultIsUnavailableAndPaidFor(String data) {
        Unsettled unsettled = (Unsettled) poll(data);

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"x\"",
                "{\"task_id\":\"t\"}",
                "{\"state\":null}",
                "{\"state\":\"done\"}",
                "{\"state\":true}",
                "{\"state\":{}}"
            })
    void anAnswerWithoutAStateSettlesNothing(String data) {
        Unsettled unsettled = (Unsettled) poll(data);

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.MAYBE);
    }

    @Test
    void aPriceOfOursIsWhatASuccessCosts() {
        vendor.set("PRICE", "7");
        assertThat(((Succeeded) poll("{\"state\":1,\"image\":\"https://a.example/1\"}")).credits())
                .contains(BigDecimal.valueOf(7));
    }
}
