package dev.backdrop.provider.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
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
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfectCorpPollTest {

    private final FakePerfectCorp vendor = new FakePerfectCorp();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private TaskState poll(String body) {
        vendor.poll = seen -> Reply.of(200, body).with("X-Request-ID", "req-3");
        return vendor.provider().poll(TaskRef.first(FakePerfectCorp.TASK_ID));
    }

    @Test
    void asksByTheTaskIdAsOneSegmentOfThePath() {
        poll("{}");

        assertThat(vendor.only("GET", "/").target()).isEqualTo("/s2s/v2.0/task/bg-replace-v2/b64%2Ftask%2Bid%3D%3D");
        assertThat(vendor.only("GET", "/").header("Authorization")).contains("Bearer " + FakePerfectCorp.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"task_status\":\"running\",\"error\":null,\"results\":null}}",
                "{\"status\":200,\"task_status\":\"running\",\"data\":{}}",
                "{\"status\":200,\"task_status\":\"running\",\"error\":\"\"}",
                "{\"status\":200,\"result\":{\"status\":\"running\"}}",
                "{\"status\":200,\"data\":{\"task_status\":\"queued_somewhere\"}}",
                "{\"status\":200,\"data\":{\"task_status\":\"RUNNING\"}}"
            })
    void aTaskRunsUntilItIsSaidToHaveEnded(String body) {
        assertThat(poll(body)).isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":{"task_status":"running","polling_interval":1000}}                  | 1000
            {"data":{"task_status":"running","polling_interval":"1500"}}                | 1500
            {"polling_interval":3000,"data":{"task_status":"running"}}                  | 3000
            {"data":{"task_status":"running","next":{"polling_interval":2500}}}         | 2500
            {"data":{"task_status":"running","polling_interval":10.2}}                  | 11
            {"data":{"task_status":"running","polling_interval":1e30}}                  | 3600000
            {"polling_interval":0,"data":{"task_status":"running","polling_interval":7}} | 7
            """)
    void anIntervalIsReadWhereverItStandsInMilliseconds(String body, long milliseconds) {
        assertThat(poll(body)).isEqualTo(new Running(Optional.of(Duration.ofMillis(milliseconds)), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1000", "null", "\"\"", "\"soon\"", "\"1000ms\"", "true", "{}", "[]", "1e999999999"})
    void anIntervalThatMakesNoSenseIsNone(String interval) {
        assertThat(poll("{\"data\":{\"task_status\":\"running\",\"polling_interval\":" + interval + "}}"))
                .isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"error\":null,\"results\":{\"url\":\"URL\"}}}",
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"results\":{\"output\":[{\"url\":\"URL\"},{\"url\":\"https://b.example/2\"}]}}}",
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"results\":[{\"url\":\"URL\"}]}}",
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"results\":[\"URL\"]}}",
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"results\":\"URL\"}}",
                "{\"status\":200,\"task_status\":\"success\",\"data\":{\"results\":{\"url\":\"URL\"}}}",
                "{\"status\":200,\"task_status\":\"success\",\"results\":{\"url\":\"URL\"}}",
                "{\"status\":200,\"result\":{\"status\":\"success\",\"results\":[{\"data\":[{\"url\":\"URL\",\"dst_id\":\"d\"}]}]}}",
                "{\"status\":200,\"data\":{\"task_status\":\"success\",\"results\":null,\"output\":{\"url\":\"URL\"}}}"
            })
    void aResultIsFoundWhereverTheVendorPutsIt(String body) {
        String address = "https://yce-us.s3-accelerate.amazonaws.com/a%2Bb?X-Amz-Expires=7199&X-Amz-Signature=ab%2F";

        assertThat(poll(body.replace("URL", address)))
                .isEqualTo(
                        new Succeeded(new ResultPicture.At(URI.create(address)), Optional.of(BigDecimal.valueOf(4))));
    }

    @Test
    void aResultCostsWhatTheSettingsSay() {
        vendor.environment.put("BACKDROP_PERFECTCORP_PRICE", "7");
        TaskState state =
                poll("{\"data\":{\"task_status\":\"success\",\"results\":{\"url\":\"https://a.example/1\"}}}");

        assertThat(((Succeeded) state).credits()).contains(BigDecimal.valueOf(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "{\"url\":null}",
                "{\"url\":\"\"}",
                "{\"url\":\"not an address\"}",
                "{\"url\":\"ftp://a/b\"}"
            })
    void aPaidResultWithoutAnAddressIsAskedForAgain(String results) {
        Unsettled unsettled = (Unsettled) poll("{\"data\":{\"task_status\":\"success\",\"results\":" + results + "}}");

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.YES);
        assertThat(unsettled.failure().message()).contains("req-3");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            exceed_max_filesize,                  INVALID_PHOTO,       false
            error_exceed_max_image_size,          INVALID_PHOTO,       false
            error_unsupport_ratio,                INVALID_PHOTO,       false
            size_mismatch_on_input_image_and_mask,INVALID_PHOTO,       false
            invalid_parameter,                    UNSUPPORTED_REQUEST, false
            error_download_image,                 TASK_FAILED,         true
            error_download_mask,                  TASK_FAILED,         true
            error_decode_image,                   INVALID_PHOTO,       false
            error_decode_mask,                    INVALID_PHOTO,       false
            error_nsfw_content_detected,          CONTENT_REJECTED,    false
            exceed_nsfw_retry_limits,             CONTENT_REJECTED,    false
            error_no_face,                        INVALID_PHOTO,       false
            error_pose,                           INVALID_PHOTO,       false
            error_face_parsing,                   INVALID_PHOTO,       false
            error_inference,                      TASK_FAILED,         true
            error_upload,                         TASK_FAILED,         true
            unknown_internal_error,               TASK_FAILED,         true
            error_never_documented,               TASK_FAILED,         true
            """)
    void aFailedTaskIsFreeAndToldByItsCode(String engineCode, FailureCode code, boolean resubmit) {
        Failed failed = (Failed) poll("{\"status\":200,\"data\":{\"task_status\":\"error\",\"error\":\"" + engineCode
                + "\",\"error_message\":\"in their words\",\"results\":null}}");

        Failure failure = failed.failure();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.provider()).isEqualTo("perfectcorp");
        assertThat(failure.providerCode()).isEqualTo(engineCode);
        assertThat(failure.charged()).isEqualTo(Charge.NO);
        assertThat(failure.retryable()).isEqualTo(resubmit);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
        assertThat(failure.message()).startsWith("Perfect Corp ").contains(engineCode, "in their words", "req-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"task_status\":\"error\",\"error\":\"error_no_face\"}}",
                "{\"status\":200,\"task_status\":\"error\",\"error\":\"error_no_face\"}",
                "{\"status\":200,\"data\":{\"task_status\":\"error\"},\"error\":\"error_no_face\"}",
                "{\"status\":200,\"data\":{\"task_status\":\"error\",\"error\":{\"code\":\"error_no_face\",\"message\":\"m\"}}}",
                "{\"status\":200,\"result\":{\"status\":\"error\",\"error\":\"error_no_face\"}}"
            })
    void theCodeOfAFailedTaskIsFoundWhereverItStands(String body) {
        assertThat(((Failed) poll(body)).failure().providerCode()).isEqualTo("error_no_face");
    }

    @Test
    void aFailedTaskWithoutACodeMayBeTriedAfresh() {
        Failed failed = (Failed) poll("{\"status\":200,\"data\":{\"task_status\":\"error\",\"error\":null}}");

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(failed.failure().providerCode()).isNull();
        assertThat(failed.resubmit()).isTrue();
    }

    @Test
    void aVendorThatIsNotThereLeavesTheTaskUnsettled() {
        vendor.close();
        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.MAYBE);
    }
}
