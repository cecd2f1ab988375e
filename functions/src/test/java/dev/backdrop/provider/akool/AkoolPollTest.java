package dev.backdrop.provider.akool;

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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AkoolPollTest {

    private final FakeAkool vendor = new FakeAkool();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private TaskState poll(String body) {
        vendor.poll = seen -> Reply.of(200, body).with("X-Request-ID", "req-3");
        return vendor.provider().poll(TaskRef.first(FakeAkool.TASK_ID));
    }

    private TaskState data(String data) {
        return poll("{\"code\":1000,\"msg\":\"OK\",\"data\":" + data + "}");
    }

    @Test
    void asksByTheTaskIdWhateverCharactersItHas() {
        vendor.provider().poll(TaskRef.first("a b&c=d/+ü"));

        assertThat(vendor.only("content").method()).isEqualTo("GET");
        assertThat(vendor.only("content").target())
                .isEqualTo("/api/open/v3/content/image/infobymodelid?image_model_id=a%20b%26c%3Dd%2F%2B%C3%BC");
        assertThat(vendor.only("content").header("X-Api-Key")).contains(FakeAkool.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image_status\":1}",
                "{\"image_status\":2}",
                "{\"image_status\":\"2\"}",
                "{\"image_status\":1,\"image\":\"https://cdn.example/a.png\"}",
                "{\"image_status\":0}",
                "{\"image_status\":5}",
                "{\"image_status\":\"paused\"}"
            })
    void aTaskRunsUntilItIsSaidToHaveEnded(String data) {
        assertThat(data(data)).isEqualTo(new Running(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"image_status":3,"image":"https://cdn.example/a.png","external_img":"https://cdn.example/b.png"} | a.png
            {"image_status":"3","image":" https://cdn.example/a.png "}                                        | a.png
            {"image_status":3.0,"image":"","external_img":"https://cdn.example/b.png"}                        | b.png
            {"image_status":3,"image":null,"external_img":"https://cdn.example/b.png"}                        | b.png
            {"image_status":3,"image":"soon","external_img":"https://cdn.example/b.png"}                      | b.png
            {"image_status":3,"image":"ftp://cdn.example/a","external_img":"https://cdn.example/b.png"}       | b.png
            {"image_status":3,"external_img":"https://cdn.example/b.png","error_reasons":["never mind"]}      | b.png
            """)
    void aResultIsAtItsOwnAddressOrElseAtTheExternalOne(String data, String file) {
        Succeeded succeeded = (Succeeded) data(data);
        assertThat(succeeded.result()).isEqualTo(new ResultPicture.At(URI.create("https://cdn.example/" + file)));
    }

    @Test
    void theSampleOfTheVendorsPageIsUnderstood() {
        Succeeded succeeded = (Succeeded) data("""
                {"_id":"660d15b83ec46e810ca642f5","create_time":1712133560525,"uid":1486241,"type":3,"faceswap_quality":2,
                 "image_id":"e23018b5-b7a9-4981-a2ff-b20559f9b2cd","image_sub_status":3,"image_status":3,
                 "deduction_credit":4,"buttons":[],"used_buttons":[],"upscaled_urls":[],"error_reasons":[],"__v":0,
                 "external_img":"https://drz0f01yeq1cx.cloudfront.net/1712133563402-result.png",
                 "image":"https://drz0f01yeq1cx.cloudfront.net/1712133564746-9409.png"}""");

        assertThat(succeeded)
                .isEqualTo(new Succeeded(
                        new ResultPicture.At(URI.create("https://drz0f01yeq1cx.cloudfront.net/1712133564746-9409.png")),
                        Optional.of(BigDecimal.valueOf(4))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,"deduction_credit":6      | 6
            ,"deduction_credit":"2.5"  | 2.5
            ,"deduction_credit":0      | 0
            ,"deduction_credit":-1     | 4
            ,"deduction_credit":null   | 4
            ,"deduction_credit":"some" | 4
            ,"other":1                 | 4
            """)
    void theCreditsAreThoseDeductedOrElseThePrice(String field, BigDecimal credits) {
        Succeeded succeeded =
                (Succeeded) data("{\"image_status\":3,\"image\":\"https://cdn.example/a.png\"" + field + "}");
        assertThat(succeeded.credits())
                .hasValueSatisfying(told -> assertThat(told).isEqualByComparingTo(credits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image_status\":3}",
                "{\"image_status\":3,\"image\":\"\",\"external_img\":null}",
                "{\"image_status\":3,\"image\":\"/a.png\"}",
                "{\"image_status\":3,\"image\":[\"https://cdn.example/a.png\"]}"
            })
    void aResultThatIsNowhereIsAskedForAgain(String data) {
        Failure failure = ((Unsettled) data(data)).failure();

        assertThat(failure.code()).isEqualTo(FailureCode.RESULT_UNAVAILABLE);
        assertThat(failure.charged()).isEqualTo(Charge.YES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["bad image"]                                     | bad image             |
            ["bad image","too dark"]                          | bad image; too dark   |
            [{"code":5001,"msg":"download failed"}]           | 5001 download failed  | 5001
            [{"reason":"no subject","at":[1]},"and more"]     | no subject; and more  |
            "bad image"                                       | bad image             |
            {"message":"bad image"}                           | bad image             |
            [17]                                              | 17                    |
            """)
    void aFailedTaskIsQuotedAndLeftToAPersonBecauseItMayBePaidFor(String reasons, String words, String code) {
        Failed failed = (Failed) data("{\"image_status\":4,\"deduction_credit\":4,\"error_reasons\":" + reasons + "}");

        assertThat(failed.resubmit()).isFalse();
        assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(failed.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(failed.failure().retryable()).isFalse();
        assertThat(failed.failure().providerCode()).isEqualTo(code);
        assertThat(failed.failure().message())
                .contains("Look at the account's credits", "It said: \"" + words + "\"", "req-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"error_reasons\":[]", ",\"error_reasons\":null", ",\"error_reasons\":[null,{}]"})
    void aFailureWithoutAReasonIsOneToo(String reasons) {
        Failed failed = (Failed) data("{\"image_status\":\"4\"" + reasons + "}");

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TASK_FAILED);
        assertThat(failed.failure().message()).doesNotContain("It said");
        assertThat(failed.failure().providerCode()).isNull();
    }

    @Test
    void aReasonThatRepeatsKeyOrAddressIsQuotedWithout() {
        Failed failed =
                (Failed) data("{\"image_status\":4,\"error_reasons\":[\"GET https://b.example/p.jpg?X-Amz-Signature=abc"
                        + " for " + FakeAkool.KEY + "\"]}");
        assertThat(failed.failure().message())
                .contains("GET https://b.example/p.jpg for ***")
                .doesNotContain("X-Amz-Signature", FakeAkool.KEY);
    }

    @Test
    void anAnswerWithoutACodeIsReadAsFarAsItGoes() {
        assertThat(poll("{\"data\":{\"image_status\":2}}")).isInstanceOf(Running.class);
        assertThat(poll("{\"data\":{}}")).isInstanceOf(Unsettled.class);
    }
}
