package dev.backdrop.provider.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.ResultPicture;
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

/** What the vendor says of a task, with every state and every error of its pages. */
class FashnPollTest {

    private static final byte[] PICTURE = {9, 8, 7, 6, 5, 4, 3};
    private static final String BASE64 = Base64.getEncoder().encodeToString(PICTURE);

    private final FakeFashn vendor = new FakeFashn();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private TaskState poll(String body) {
        return vendor.poll(Reply.of(200, body).with("X-Request-ID", "req-3"));
    }

    private TaskState completed(String output) {
        return poll("{\"id\":\"t-u1\",\"status\":\"completed\",\"output\":" + output + ",\"error\":null}");
    }

    @Test
    void asksByTheTaskId() {
        poll("{}");

        assertThat(vendor.only().method()).isEqualTo("GET");
        assertThat(vendor.only().target()).isEqualTo("/v1/status/" + FakeFashn.TASK_ID);
        assertThat(vendor.only().header("Authorization")).contains("Bearer " + FakeFashn.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "in_queue", "processing", "PROCESSING", " in_queue ", "thinking_about_it", "7"})
    void aTaskRunsUntilItIsSaidToHaveEnded(String status) {
        assertThat(poll("{\"id\":\"t-u1\",\"status\":\"" + status + "\",\"output\":null,\"error\":null,\"eta\":3}"))
                .isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"URL\"]",
                "[\"URL\",\"https://b.example/2.png\"]",
                "\"URL\"",
                "[{\"url\":\"URL\"}]",
                "{\"url\":\"URL\"}",
                "[null,\"URL\"]"
            })
    void aResultByAddressIsTheFirstOfTheOutput(String output) {
        for (String address : new String[] {
            "https://cdn.fashn.ai/123a87r9-u1/output_0.png", "https://elsewhere.example/a%2Bb?sig=ab%2F&x=1"
        }) {
            Succeeded succeeded = (Succeeded) completed(output.replace("URL", address));

            assertThat(succeeded.result()).isEqualTo(new ResultPicture.At(URI.create(address)));
            assertThat(succeeded.notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:image/png;base64,", "data:image/jpeg;base64,", "DATA:image/png;BASE64,", "data:;base64,"})
    void aResultInsideTheAnswerIsTakenOutOfIt(String prefix) {
        Succeeded succeeded = (Succeeded) completed("[\"" + prefix + BASE64 + "\"]");

        assertThat(((ResultPicture.Inline) succeeded.result()).bytes()).isEqualTo(PICTURE);
    }

    @Test
    void aResultBrokenIntoLinesIsPutTogether() {
        Succeeded succeeded = (Succeeded) completed(
                "[\"data:image/png;base64," + BASE64.substring(0, 5) + "\\r\\n" + BASE64.substring(5) + "\"]");

        assertThat(((ResultPicture.Inline) succeeded.result()).bytes()).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;base64,",
                "data:image/png;base64",
                "data:image/png;base64,A",
                "data:image/png;base64,not*base64",
                "data:image/png,%89PNG",
                "data:"
            })
    void aPaidResultThatCannotBeReadIsAskedForAgain(String output) {
        Unsettled unsettled = (Unsettled) completed("[\"" + output + "\"]");

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
        assertThat(unsettled.failure().message()).contains("BACKDROP_FASHN_RETURN_BASE64", "req-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "{}", "[null]", "[\"\"]", "[\"not an address\"]", "[\"ftp://a/b\"]", "[[]]", "7"})
    void aPaidResultThatIsNowhereIsAskedForAgain(String output) {
        Unsettled unsettled = (Unsettled) completed(output);

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
        assertThat(unsettled.failure().message()).contains("req-3");
    }

    @ParameterizedTest
    @CsvSource({
        "x-fashn-credits-used, 1, 1", "X-Fashn-Credits-Used, 2, 2", "X-FASHN-CREDITS-USED, ' 0.5 ', 0.5",
        "x-fashn-credits-used, 0, 0", "x-fashn-credits-used, -1, 7", "x-fashn-credits-used, some, 7",
        "x-fashn-credits-used, 1e9, 7", "x-credits, 3, 7"
    })
    void aResultCostsWhatTheHeaderSaysOrElseThePrice(String header, String value, BigDecimal credits) {
        vendor.with("PRICE", "7");
        String body = "{\"status\":\"completed\",\"output\":[\"https://a.example/1.png\"]}";
        Succeeded succeeded = (Succeeded) vendor.poll(Reply.of(200, body).with(header, value));

        assertThat(succeeded.credits().orElseThrow()).isEqualByComparingTo(credits);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "ImageLoadError, upload, INVALID_PHOTO, false",
        "ImageLoadError, url, TASK_FAILED, true",
        "IMAGELOADERROR, url, TASK_FAILED, true",
        "ContentModerationError, upload, CONTENT_REJECTED, false",
        "contentmoderationerror, upload, CONTENT_REJECTED, false",
        "ThirdPartyError, upload, TASK_FAILED, true",
        "3rdPartyProviderError, upload, TASK_FAILED, true",
        "PipelineError, upload, TASK_FAILED, true",
        "InternalServerError, upload, TASK_FAILED, true",
        "InputValidationError, upload, UNSUPPORTED_REQUEST, false",
        "PoseError, upload, INVALID_PHOTO, false",
        "LoRALoadError, upload, INVALID_PHOTO, false",
        "NSFWError, upload, CONTENT_REJECTED, false",
        "PhotoTypeError, upload, INVALID_PHOTO, false",
        "NeverDocumentedError, upload, TASK_FAILED, true"
    })
    void aFailedTaskIsFreeAndToldByItsName(String name, String input, FailureCode code, boolean resubmit) {
        vendor.with("INPUT", input);
        Failed failed = (Failed) poll("{\"id\":\"t-u1\",\"status\":\"failed\",\"error\":{\"name\":\"" + name
                + "\",\"message\":\"in their words\"}}");

        Failure failure = failed.failure();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.provider()).isEqualTo("fashn");
        assertThat(failure.providerCode()).isEqualTo(name);
        assertThat(failure.charged()).isEqualTo(Charge.NO);
        assertThat(failure.retryable()).isEqualTo(resubmit);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
        assertThat(failure.message()).startsWith("FASHN ").contains(name, "in their words", "req-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"failed\",\"error\":\"ContentModerationError\",\"message\":\"m\"}",
                "{\"status\":\"FAILED\",\"error\":{\"name\":\" ContentModerationError \"},\"output\":[]}"
            })
    void theNameOfAnErrorIsFoundWhereverItStands(String body) {
        assertThat(((Failed) poll(body)).failure().code()).isEqualTo(FailureCode.CONTENT_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"\"", "[]"})
    void aFailedTaskWithoutANameMayBeTriedAfresh(String error) {
        Failed failed = (Failed) poll("{\"status\":\"failed\",\"error\":" + error + "}");

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(failed.failure().providerCode()).isNull();
        assertThat(failed.resubmit()).isTrue();
    }

    @ParameterizedTest(name = "{0} with header {1}")
    @CsvSource({
        "failed, , TASK_FAILED, NO, true",
        "failed, 0, TASK_FAILED, NO, true",
        "failed, 1, TASK_FAILED, YES, false",
        "time_out, , TASK_TIMEOUT, MAYBE, false",
        "time_out, 0, TASK_TIMEOUT, NO, true",
        "time_out, 1, TASK_TIMEOUT, YES, false",
        "canceled, , TASK_FAILED, MAYBE, false",
        "cancelled, 0, TASK_FAILED, NO, false",
        "canceled, 1, TASK_FAILED, YES, false"
    })
    void aTaskThatEndedBadlyIsMadeAgainOnlyIfItWasSurelyFree(
            String status, String credits, FailureCode code, Charge charge, boolean resubmit) {
        Reply answer = Reply.of(200, "{\"status\":\"" + status + "\",\"error\":{\"name\":\"PipelineError\"}}");
        Failed failed = (Failed) vendor.poll(credits == null ? answer : answer.with("x-fashn-credits-used", credits));

        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure().charged()).isEqualTo(charge);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
    }
}
