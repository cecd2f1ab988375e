package dev.backdrop.provider.akool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState.Unsettled;
import dev.backdrop.provider.Unknown;
import dev.backdrop.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's table of codes, and what HTTP says where there is no code, at each of its calls. */
class AkoolErrorsTest {

    private final FakeAkool vendor = new FakeAkool();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static Reply error(int http, String body) {
        return Reply.of(http, body).with("x-request-id", "req-9");
    }

    private Unsettled polled() {
        return (Unsettled) vendor.provider().poll(TaskRef.first("t"));
    }

    private static void assertTold(Failure failure, FailureCode code, Charge charge) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.charged()).isEqualTo(charge);
        assertThat(failure.provider()).isEqualTo("akool");
        assertThat(failure.message()).startsWith("Akool ").contains("req-9").doesNotContain(FakeAkool.KEY);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1003,"msg":"Parameter error"}                   | UNSUPPORTED_REQUEST    | 1003
            200 | {"code":"1003","msg":"Parameter can not be empty"}      | UNSUPPORTED_REQUEST    | 1003
            400 | {"code":1003,"msg":"Parameter error"}                   | UNSUPPORTED_REQUEST    | 1003
            200 | {"code":1006,"msg":"Your quota is not enough"}          | PROVIDER_OUT_OF_CREDIT | 1006
            200 | {"code":1006.0}                                         | PROVIDER_OUT_OF_CREDIT | 1006
            403 | {"code":1006}                                           | PROVIDER_OUT_OF_CREDIT | 1006
            200 | {"code":1007,"msg":"cannot exceed 8"}                   | INVALID_PHOTO          | 1007
            200 | {"code":1101,"msg":"The request token has expired"}     | PROVIDER_UNAUTHORIZED  | 1101
            401 | {"code":1101,"msg":"The request token has expired"}     | PROVIDER_UNAUTHORIZED  | 1101
            200 | {"code":1102,"msg":"Authorization cannot be empty"}     | PROVIDER_UNAUTHORIZED  | 1102
            200 | {"code":1200,"msg":"The account has been banned"}       | PROVIDER_UNAUTHORIZED  | 1200
            200 | {"code":1006,"data":{"_id":"t","image_status":1}}       | PROVIDER_OUT_OF_CREDIT | 1006
            401 | {"message":"Unauthorized"}                              | PROVIDER_UNAUTHORIZED  | HTTP 401
            403 | <html>no</html>                                         | PROVIDER_UNAUTHORIZED  | HTTP 403
            402 | {}                                                      | PROVIDER_OUT_OF_CREDIT | HTTP 402
            404 | <html>Cannot POST</html>                                | PROVIDER_UNAVAILABLE   | HTTP 404
            405 | {}                                                      | PROVIDER_UNAVAILABLE   | HTTP 405
            410 | {}                                                      | PROVIDER_UNAVAILABLE   | HTTP 410
            400 | {}                                                      | UNSUPPORTED_REQUEST    | HTTP 400
            413 | {}                                                      | UNSUPPORTED_REQUEST    | HTTP 413
            422 | {"code":1999,"msg":"odd"}                               | UNSUPPORTED_REQUEST    | 1999
            """)
    void anErrorOfOursEndsASubmissionButNotATaskThatMayBePaidFor(
            int http, String body, FailureCode code, String providerCode) {
        vendor.poll = seen -> error(http, body);
        assertTold(polled().failure(), code, Charge.MAYBE);

        vendor.create = seen -> error(http, body);
        Failure created = ((Refused) vendor.submit()).failure();
        assertTold(created, code, Charge.NO);
        assertThat(created.providerCode()).isEqualTo(providerCode);
        assertThat(created.retryable()).isFalse();
        vendor.only("content/image/bg/replace");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1001,"msg":"odd"}
            200 | {"code":1004,"msg":"odd"}
            200 | {"code":1201}
            200 | {"code":0,"data":{"_id":"t"}}
            200 | {"code":-1}
            200 | {"code":"OK","data":{"_id":"t"}}
            200 | {"code":1e30}
            200 | {"code":1000}
            200 | {"code":1000,"data":null}
            200 | {"code":1000,"data":{}}
            200 | {"code":1000,"data":{"_id":""}}
            200 | {"code":1000,"data":{"image_id":"c7ed5294"}}
            200 | {"code":1000,"data":{"_id":{"$oid":"t"}}}
            200 | {"code":1000,"data":
            200 | {}
            200 | []
            200 | <html>proxy</html>
            404 | {"code":1000,"data":{"_id":"t"}}
            301 | {}
            303 | {"code":1003}
            307 | {"code":1101}
            408 | {}
            408 | {"code":1101}
            425 | {}
            500 | {"code":1003}
            500 | {"code":1006}
            500 | {"code":1101}
            502 | <html>bad gateway</html>
            503 | {"code":1005}
            504 |
            """)
    void aBilledCallWithoutAClearEndIsUnknownAndNeverMadeAgain(int http, String body) {
        vendor.create = seen -> error(http, body == null ? "" : body);
        for (FakeAkool fake : new FakeAkool[] {vendor, vendor.withTokens()}) {
            vendor.server.seen().clear();
            Unknown unknown = (Unknown) fake.submit();

            assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
            assertThat(unknown.failure().charged()).isEqualTo(Charge.MAYBE);
            assertThat(unknown.failure().message()).contains("Akool", "req-9");
            assertThat(unknown.failure().retryable()).isFalse();
            vendor.only("content/image/bg/replace");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1005,"msg":"Operation is too frequent"} | PROVIDER_THROTTLED   | 5
            429 | {}                                              | PROVIDER_THROTTLED   | 5
            408 | {}                                              | PROVIDER_UNAVAILABLE |
            500 | {"message":"Internal"}                          | PROVIDER_UNAVAILABLE |
            502 | <html>bad gateway</html>                        | PROVIDER_UNAVAILABLE |
            503 | {}                                              | PROVIDER_UNAVAILABLE |
            200 | {"code":1999,"msg":"odd"}                       | PROVIDER_UNAVAILABLE |
            302 | {}                                              | PROVIDER_UNAVAILABLE |
            200 | <html>proxy</html>                              | PROVIDER_UNAVAILABLE |
            200 | {"code":1000,"data":                            | PROVIDER_UNAVAILABLE |
            200 | {"code":1000,"data":{}}                         | PROVIDER_UNAVAILABLE |
            200 | {"code":1000,"data":null}                       | PROVIDER_UNAVAILABLE |
            404 | {"code":1000,"data":{"image_status":4}}         | PROVIDER_UNAVAILABLE |
            200 | {}                                              | PROVIDER_UNAVAILABLE |
            """)
    void aPassingTroubleLeavesAPollUnsettled(int http, String body, FailureCode code, Integer seconds) {
        vendor.poll = seen -> error(http, body);
        Unsettled unsettled = polled();

        assertTold(unsettled.failure(), code, Charge.MAYBE);
        assertThat(unsettled.delay()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"200 | {\"code\":1005}", "429 | {}"})
    void aThrottledBilledCallCanBeMadeLater(int http, String body) {
        vendor.create = seen -> error(http, body);
        NotYet notYet = (NotYet) vendor.submit();

        assertTold(notYet.reason(), FailureCode.PROVIDER_THROTTLED, Charge.NO);
        assertThat(notYet.reason().retryable()).isTrue();
        assertThat(notYet.delay()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "600, 60"})
    void aWaitThatTheVendorAsksForIsHonouredAtEveryCallUpToAMinute(String asked, int seconds) {
        Reply busy = error(200, "{\"code\":1005}").with("retry-after", asked);
        Duration wait = Duration.ofSeconds(seconds);

        vendor.poll = seen -> busy;
        assertThat(polled().delay()).contains(wait);
        vendor.create = seen -> busy;
        assertThat(((NotYet) vendor.submit()).delay()).isEqualTo(wait);
        vendor.token = seen -> busy;
        assertThat(((NotYet) vendor.withTokens().submit()).delay()).isEqualTo(wait);
        assertThat(polled().delay()).contains(wait);
    }

    @Test
    void whatTheVendorSaysIsQuotedWithoutOurKey() {
        vendor.create =
                seen -> error(200, "{\"code\":1003,\"msg\":\"canvas_size is\\nwrong for " + FakeAkool.KEY + "\"}");
        assertThat(((Refused) vendor.submit()).failure().message())
                .isEqualTo("Akool does not take the request as it is. Check the canvas, the scale and the background"
                        + " picture. It said: \"canvas_size is wrong for ***\". (HTTP 200, 1003, request id req-9)");
    }

    @Test
    void aBilledAnswerTooLargeToReadIsUnknown() {
        AkoolSettings settings = AkoolSettings.from(Settings.of(vendor.environment));
        try (ApiClient api = ApiClient.to(settings.base(), HttpLimits.API.withMaxBytes(10))) {
            Unknown unknown = (Unknown) FakeAkool.submit(
                    new AkoolProvider(settings, api, Clock.systemUTC()), FakeAkool.order(FakeAkool.BLUE, null));
            assertThat(unknown.failure().message()).contains("larger than 10 bytes");
        }
    }

    @Test
    void aVendorThatIsNotThereLeavesTheTaskUnsettled() {
        vendor.close();
        for (FakeAkool fake : new FakeAkool[] {vendor, vendor.withTokens()}) {
            Unsettled unsettled = (Unsettled) fake.provider().poll(TaskRef.first("t"));
            assertThat(unsettled.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
            assertThat(unsettled.failure().charged()).isEqualTo(Charge.MAYBE);
        }
    }
}
