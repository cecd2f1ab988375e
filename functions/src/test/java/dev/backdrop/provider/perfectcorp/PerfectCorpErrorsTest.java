package dev.backdrop.provider.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.Submission;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState.Failed;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's error tables, row by row, at each of its calls. */
class PerfectCorpErrorsTest {

    private final FakePerfectCorp vendor = new FakePerfectCorp();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static Reply error(int http, String body) {
        return Reply.of(http, body).with("x-request-id", "req-9");
    }

    private Submission submit() {
        return ((Ready) vendor.provider().prepare(FakePerfectCorp.order()))
                .billedCall()
                .get();
    }

    private static void assertTold(Failure failure, FailureCode code, Charge charge) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.charged()).isEqualTo(charge);
        assertThat(failure.provider()).isEqualTo("perfectcorp");
        assertThat(failure.message()).contains("Perfect Corp", "req-9").doesNotContain(FakePerfectCorp.KEY);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"status":400,"error":"bad","error_code":"InvalidParameters"}          | UNSUPPORTED_REQUEST    | InvalidParameters
            400 | {"status":400,"error":"bad","error_code":"BadRequest"}                 | UNSUPPORTED_REQUEST    | BadRequest
            400 | {"status":400,"error":"bad","error_code":"InvalidStyle"}               | UNSUPPORTED_REQUEST    | InvalidStyle
            400 | {"status":400,"error":"bad","error_code":"InvalidStyleGroup"}          | UNSUPPORTED_REQUEST    | InvalidStyleGroup
            400 | {"status":400,"error":"no units","error_code":"CreditInsufficiency"}   | PROVIDER_OUT_OF_CREDIT | CreditInsufficiency
            400 | {"status":400,"error":"CreditInsufficiency"}                           | PROVIDER_OUT_OF_CREDIT | HTTP 400
            200 | {"status":400,"error":"no units","error_code":"CreditInsufficiency"}   | PROVIDER_OUT_OF_CREDIT | CreditInsufficiency
            200 | {"error":"CreditInsufficiency"}                                        | PROVIDER_OUT_OF_CREDIT | HTTP 200
            401 | {"status":401,"error":"x","error_code":"InvalidApiKey"}                | PROVIDER_UNAUTHORIZED  | InvalidApiKey
            401 | {"status":401,"error":"x","error_code":"InactiveApiKey"}               | PROVIDER_UNAUTHORIZED  | InactiveApiKey
            401 | {"status":401,"error":"x","error_code":"ExpiredApiKey"}                | PROVIDER_UNAUTHORIZED  | ExpiredApiKey
            401 | {"status":401,"error":"x","error_code":"InvalidAccessToken"}           | PROVIDER_UNAUTHORIZED  | InvalidAccessToken
            401 | {"status":401,"error":"Unauthorized"}                                  | PROVIDER_UNAUTHORIZED  | HTTP 401
            401 | <html>no</html>                                                        | PROVIDER_UNAUTHORIZED  | HTTP 401
            404 | {"status":404,"error":"Not Found"}                                     | PROVIDER_UNAVAILABLE   | HTTP 404
            405 | {}                                                                     | UNSUPPORTED_REQUEST    | HTTP 405
            413 | {}                                                                     | INVALID_PHOTO          | HTTP 413
            400 | {"status":400,"error":"x","error_code":"NeverSeenBefore"}              | UNSUPPORTED_REQUEST    | NeverSeenBefore
            """)
    void anErrorOfOursEndsASubmissionButNotATaskThatMayBePaidFor(
            int http, String body, FailureCode code, String providerCode) {
        vendor.poll = seen -> error(http, body);
        Unsettled polled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertTold(polled.failure(), code, Charge.MAYBE);

        vendor.create = seen -> error(http, body);
        Failure created = ((Refused) submit()).failure();
        assertTold(created, code, Charge.NO);
        assertThat(created.providerCode()).isEqualTo(providerCode);
        assertThat(created.retryable()).isFalse();

        vendor.register = seen -> error(http, body);
        Failure registered = ((Refused) vendor.provider().prepare(FakePerfectCorp.order())).failure();
        assertTold(registered, code, Charge.NO);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"status":400,"error":"x","error_code":"InvalidTaskId"}  | TASK_EXPIRED | MAYBE | false
            400 | {"status":400,"error":"Invalid task ID"}                 | TASK_EXPIRED | MAYBE | false
            200 | {"status":400,"error":"x","error_code":"InvalidTaskId"}  | TASK_EXPIRED | MAYBE | false
            500 | {"status":500,"error":"x","error_code":"TaskTimeout"}    | TASK_TIMEOUT | NO    | true
            500 | {"status":500,"error":"Task execution timed out"}        | TASK_TIMEOUT | NO    | true
            """)
    void aTaskThatIsGoneFailsTheJobAndIsMadeAgainOnlyIfItWasFree(
            int http, String body, FailureCode code, Charge charge, boolean resubmit) {
        vendor.poll = seen -> error(http, body);
        Failed failed = (Failed) vendor.provider().poll(TaskRef.first("t"));

        assertTold(failed.failure(), code, charge);
        assertThat(failed.resubmit()).isEqualTo(resubmit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            429 | {"status":429,"error":"Too Many Requests"} | PROVIDER_THROTTLED
            200 | {"status":429,"error":"Too Many Requests"} | PROVIDER_THROTTLED
            408 | {}                                         | PROVIDER_UNAVAILABLE
            500 | {"status":500,"error":"Internal"}          | PROVIDER_UNAVAILABLE
            502 | <html>bad gateway</html>                   | PROVIDER_UNAVAILABLE
            503 | {}                                         | PROVIDER_UNAVAILABLE
            504 | {"status":504}                             | PROVIDER_UNAVAILABLE
            200 | <html>proxy</html>                         | PROVIDER_UNAVAILABLE
            200 | {"status":200,"data":                      | PROVIDER_UNAVAILABLE
            200 | {"status":200,"error":"odd"}               | PROVIDER_UNAVAILABLE
            200 | {"status":200,"data":{}}                   | PROVIDER_UNAVAILABLE
            200 | {}                                         | PROVIDER_UNAVAILABLE
            """)
    void aPassingTroubleLeavesAPollUnsettledAndARegistrationForLater(int http, String body, FailureCode code) {
        vendor.poll = seen -> error(http, body);
        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertTold(unsettled.failure(), code, Charge.MAYBE);
        assertThat(unsettled.delay()).isEmpty();

        vendor.register = seen -> error(http, body);
        NotYet notYet = (NotYet) vendor.provider().prepare(FakePerfectCorp.order());
        assertTold(notYet.reason(), code, Charge.NO);
        assertThat(notYet.reason().retryable()).isTrue();
        assertThat(notYet.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            301 | {}
            303 | {}
            307 | {}
            408 | {}
            500 | {"status":500,"error":"Internal"}
            500 | {"status":500,"error":"x","error_code":"unknown_internal_error"}
            500 | {"status":500,"error":"x","error_code":"TaskTimeout"}
            500 | {"status":500,"error":"x","error_code":"CreditInsufficiency"}
            502 | <html>bad gateway</html>
            503 | {}
            200 | {"status":500,"error":"Internal"}
            200 | <html>proxy</html>
            200 | {"status":200,"data":
            200 | {"status":200,"data":{}}
            200 | {"status":200,"data":{"task_id":""}}
            200 | {"status":200,"error":"odd"}
            200 | {}
            400 | {"status":400,"error":"x","error_code":"InvalidTaskId"}
            """)
    void aBilledCallWithoutAClearEndIsUnknown(int http, String body) {
        vendor.create = seen -> error(http, body);
        Unknown unknown = (Unknown) submit();

        assertTold(unknown.failure(), FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE);
        assertThat(unknown.failure().retryable()).isFalse();
    }

    @Test
    void aBilledAnswerTooLargeToReadIsUnknownToo() {
        // The answer is larger than what is taken: it was sent, so a task may exist.
        var settings = PerfectCorpSettings.from(Settings.of(vendor.environment));
        vendor.environment.put("BACKDROP_PERFECTCORP_INPUT", "url");
        var byAddress = PerfectCorpSettings.from(Settings.of(vendor.environment));
        try (ApiClient api = ApiClient.to(settings.base(), HttpLimits.API.withMaxBytes(10))) {
            Preparation ready =
                    new PerfectCorpProvider(byAddress, api, api, Clock.systemUTC()).prepare(FakePerfectCorp.order());
            Unknown unknown = (Unknown) ((Ready) ready).billedCall().get();

            assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
            assertThat(unknown.failure().message()).contains("larger than 10 bytes");
        }
    }

    @Test
    void aThrottledBilledCallCanBeMadeLater() {
        vendor.create = seen -> error(429, "{\"status\":429,\"error\":\"Too Many Requests\"}");
        NotYet notYet = (NotYet) submit();

        assertTold(notYet.reason(), FailureCode.PROVIDER_THROTTLED, Charge.NO);
        assertThat(notYet.delay()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "600, 60"})
    void aWaitThatTheVendorAsksForIsHonouredAtEveryCallUpToAMinute(String asked, int seconds) {
        Reply busy = error(429, "{}").with("Retry-After", asked);
        Duration wait = Duration.ofSeconds(seconds);

        vendor.poll = seen -> busy;
        assertThat(((Unsettled) vendor.provider().poll(TaskRef.first("t"))).delay())
                .isEqualTo(Optional.of(wait));
        vendor.create = seen -> busy;
        assertThat(((NotYet) submit()).delay()).isEqualTo(wait);
        vendor.put = seen -> busy;
        assertThat(((NotYet) vendor.provider().prepare(FakePerfectCorp.order())).delay())
                .isEqualTo(wait);
        vendor.register = seen -> busy;
        assertThat(((NotYet) vendor.provider().prepare(FakePerfectCorp.order())).delay())
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aStorageInTroubleIsTriedAgainLater(int http) {
        vendor.put = seen -> Reply.of(http, "<Error/>");
        NotYet notYet = (NotYet) vendor.provider().prepare(FakePerfectCorp.order());

        assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
        assertThat(notYet.reason().message()).contains("HTTP " + http);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 404, 411})
    void aStorageThatSaysNoEndsThisTry(int http) {
        vendor.put = seen -> Reply.of(http, "<Error/>");
        Refused refused = (Refused) vendor.provider().prepare(FakePerfectCorp.order());

        assertThat(refused.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(refused.failure().charged()).isEqualTo(Charge.NO);
        assertThat(refused.failure().retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200,\"data\":{\"files\":[]}}",
                "{\"status\":200,\"data\":{\"files\":[{\"file_id\":\"f\",\"requests\":[]}]}}",
                "{\"status\":200,\"data\":{\"files\":[{\"requests\":[{\"method\":\"PUT\",\"url\":\"https://a.example\"}]}]}}",
                "{\"status\":200,\"data\":{\"files\":[{\"file_id\":\"f\",\"requests\":[{\"method\":\"POST\",\"url\":\"https://a.example\"}]}]}}",
                "{\"status\":200,\"data\":{\"files\":[{\"file_id\":\"f\",\"requests\":[{\"method\":\"PUT\",\"url\":\"not an address\"}]}]}}"
            })
    void aRegistrationThatOffersNoPlaceIsTriedAgainLater(String body) {
        vendor.register = seen -> error(200, body);
        NotYet notYet = (NotYet) vendor.provider().prepare(FakePerfectCorp.order());

        assertTold(notYet.reason(), FailureCode.PROVIDER_UNAVAILABLE, Charge.NO);
    }

    @Test
    void theVendorsWordsAreQuotedWithoutKeyQueriesAndLineBreaks() {
        String words = "key " + FakePerfectCorp.KEY + " can't use https://a.example/p?X-Amz-Signature=abc\\n"
                + "x".repeat(500);
        vendor.poll = seen -> error(400, "{\"status\":400,\"error\":\"" + words + "\"}");
        Unsettled refused = (Unsettled) vendor.provider().poll(TaskRef.first("t"));

        assertThat(refused.failure().message())
                .contains("key *** can't use https://a.example/p x")
                .doesNotContain("Signature", FakePerfectCorp.KEY, "\n");
        assertThat(refused.failure().message().length()).isLessThan(600);
    }
}
