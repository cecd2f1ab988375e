package dev.backdrop.provider.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiClient;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskState.Failed;
import dev.backdrop.provider.TaskState.Unsettled;
import dev.backdrop.provider.Unknown;
import dev.backdrop.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's table of API errors, row by row, at both of its calls, and what isn't in the table. */
class FashnErrorsTest {

    private final FakeFashn vendor = new FakeFashn();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static Reply error(int http, String body) {
        return Reply.of(http, body).with("x-request-id", "req-9");
    }

    private static void assertTold(Failure failure, FailureCode code, Charge charge) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.charged()).isEqualTo(charge);
        assertThat(failure.provider()).isEqualTo("fashn");
        assertThat(failure.message()).contains("FASHN", "req-9").doesNotContain(FakeFashn.KEY, FakeFashn.PHOTO_BASE64);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":"BadRequest","message":"prompt is required"}          | UNSUPPORTED_REQUEST    | BadRequest
            401 | {"error":"UnauthorizedAccess","message":"no such key"}         | PROVIDER_UNAUTHORIZED  | UnauthorizedAccess
            402 | {"error":"OutOfCredits","message":"top up"}                    | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            402 | {}                                                             | PROVIDER_OUT_OF_CREDIT | HTTP 402
            403 | {"error":"Forbidden","message":"no"}                           | PROVIDER_UNAUTHORIZED  | Forbidden
            422 | {"error":"Unprocessable","message":"no"}                       | UNSUPPORTED_REQUEST    | Unprocessable
            429 | {"error":"OutOfCredits","message":"top up"}                    | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            429 | {"error":"OUTOFCREDITS"}                                       | PROVIDER_OUT_OF_CREDIT | OUTOFCREDITS
            429 | {"error":{"name":"OutOfCredits","message":"top up"}}           | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            200 | {"id":null,"error":"OutOfCredits"}                             | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            200 | {"id":"","error":{"name":"OutOfCredits","message":"top up"}}   | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            200 | {"error":"UnauthorizedAccess","message":"no such key"}         | PROVIDER_UNAUTHORIZED  | UnauthorizedAccess
            500 | {"error":"OutOfCredits","message":"top up"}                    | PROVIDER_OUT_OF_CREDIT | OutOfCredits
            401 | <html>no</html>                                                | PROVIDER_UNAUTHORIZED  | HTTP 401
            404 | <html>no</html>                                                | PROVIDER_UNAVAILABLE   | HTTP 404
            404 | {"error":"Not Found","message":"no such route"}                | PROVIDER_UNAVAILABLE   | Not Found
            405 | {}                                                             | UNSUPPORTED_REQUEST    | HTTP 405
            413 | <html>too large</html>                                         | INVALID_PHOTO          | HTTP 413
            400 | {"error":"NeverSeenBefore","message":"no"}                     | UNSUPPORTED_REQUEST    | NeverSeenBefore
            """)
    void anErrorOfOursEndsASubmissionButNotATaskThatMayBePaidFor(
            int http, String body, FailureCode code, String providerCode) {
        Failure created = ((Refused) vendor.submit(error(http, body))).failure();
        assertTold(created, code, Charge.NO);
        assertThat(created.providerCode()).isEqualTo(providerCode);
        assertThat(created.retryable()).isFalse();

        Unsettled polled = (Unsettled) vendor.poll(error(http, body));
        assertTold(polled.failure(), code, Charge.MAYBE);
        assertThat(polled.delay()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            429 | {"error":"RateLimitExceeded","message":"slow down"}         | PROVIDER_THROTTLED   | 5
            429 | {"error":"ratelimitexceeded"}                               | PROVIDER_THROTTLED   | 5
            429 | {"error":"ConcurrencyLimitExceeded","message":"6 running"}  | PROVIDER_THROTTLED   | 15
            200 | {"id":null,"error":"ConcurrencyLimitExceeded"}              | PROVIDER_THROTTLED   | 15
            429 | {"error":"SomethingNew","message":"wait"}                   | PROVIDER_THROTTLED   | 5
            429 | <html>slow down</html>                                      | PROVIDER_THROTTLED   | 5
            425 | {}                                                          | PROVIDER_UNAVAILABLE | 10
            500 | {"error":"InternalServerError","message":"Internal error"}  | PROVIDER_UNAVAILABLE | 10
            200 | {"id":null,"error":{"name":"InternalServerError"}}          | PROVIDER_UNAVAILABLE | 10
            """)
    void anErrorThatLeavesNoTaskBehindAndPassesIsMetByWaiting(int http, String body, FailureCode code, int seconds) {
        NotYet notYet = (NotYet) vendor.submit(error(http, body));

        assertTold(notYet.reason(), code, Charge.NO);
        assertThat(notYet.reason().retryable()).isTrue();
        assertThat(notYet.delay()).isEqualTo(Duration.ofSeconds(seconds));
        assertTold(((Unsettled) vendor.poll(error(http, body))).failure(), code, Charge.MAYBE);
    }

    @Test
    void aServerErrorOfTheBilledCallTellsWhatToDoAboutALargePhoto() {
        Reply trouble = error(500, "{\"error\":\"InternalServerError\",\"message\":\"Internal error\"}");

        assertThat(((NotYet) vendor.submit(trouble)).reason().message()).contains("BACKDROP_FASHN_MAX_BYTES");
        assertThat(((Unsettled) vendor.poll(trouble)).failure().message()).doesNotContain("BACKDROP_FASHN_MAX_BYTES");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "InputValidationError, UNSUPPORTED_REQUEST, false",
        "ImageLoadError, INVALID_PHOTO, false",
        "ContentModerationError, CONTENT_REJECTED, false",
        "PipelineError, TASK_FAILED, true",
        "ThirdPartyError, TASK_FAILED, true"
    })
    void aTasksErrorThatComesInsteadOfAnIdLeavesNoTaskBehind(String name, FailureCode code, boolean passes) {
        String body = "{\"id\":null,\"error\":{\"name\":\"" + name + "\",\"message\":\"in their words\"}}";
        Object submission = vendor.submit(error(200, body));

        Failure failure = passes ? ((NotYet) submission).reason() : ((Refused) submission).failure();
        assertTold(failure, code, Charge.NO);
        assertThat(failure.message()).contains("in their words");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            301 | {}
            307 | {}
            408 | {}
            408 | {"error":"RequestTimeout","message":"x"}
            500 | {}
            500 | {"message":"Internal server error"}
            500 | {"error":"InternalServerError"}
            500 | {"error":"Internal Server Error","message":"x"}
            500 | {"error":"PipelineError","message":"x"}
            500 | {"id":"t-u1","error":"InternalServerError","message":"x"}
            400 | {"id":"t-u1","error":"BadRequest","message":"x"}
            502 | <html>bad gateway</html>
            503 | {"error":"Service Unavailable","message":"x"}
            504 | {"error":"upstream timed out"}
            200 | <html>proxy</html>
            200 | {"id":"t-u1",
            200 | {}
            200 | []
            200 | {"id":null,"error":null}
            200 | {"id":null,"error":"something that nobody documents"}
            200 | {"id":{},"error":null}
            200 | {"error":{"code":7}}
            """)
    void aBilledCallWithoutAClearEndIsUnknown(int http, String body) {
        Unknown unknown = (Unknown) vendor.submit(error(http, body));

        assertTold(unknown.failure(), FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE);
        assertThat(unknown.failure().retryable()).isFalse();
    }

    @Test
    void aBilledCallWhoseAnswerNeverComesIsUnknown() {
        vendor.run = seen -> {
            throw new IllegalStateException("hangs up");
        };
        Unknown dropped = (Unknown) vendor.submit();
        assertThat(dropped.failure().charged()).isEqualTo(Charge.MAYBE);

        CountDownLatch end = new CountDownLatch(1);
        vendor.run = seen -> {
            await(end);
            return Reply.of(200, "{\"id\":\"t-u1\"}");
        };
        Unknown late = (Unknown) submitWithin(HttpLimits.API.withSilence(Duration.ofMillis(100)));
        end.countDown();
        assertThat(late.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);

        vendor.run = seen -> Reply.of(200, "{\"id\":\"t-u1\",\"error\":null}");
        Unknown large = (Unknown) submitWithin(HttpLimits.API.withMaxBytes(10));
        assertThat(large.failure().message()).contains("larger than 10 bytes");
        assertThat(vendor.server.seen()).hasSize(3);
    }

    private Object submitWithin(HttpLimits limits) {
        FashnSettings settings = FashnSettings.from(Settings.of(vendor.environment));
        try (ApiClient api = ApiClient.to(settings.base(), limits)) {
            FashnProvider provider = new FashnProvider(settings, api, Clock.systemUTC());
            return ((Ready) provider.prepare(FakeFashn.order())).billedCall().get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"error":"NotFound","message":"Prediction not found"}
            404 | {"error":"notfound"}
            404 | {"error":{"name":"NotFound","message":"Prediction not found"}}
            200 | {"error":"NotFound","message":"Prediction not found"}
            """)
    void aTaskThatTheVendorNoLongerTracksIsExpiredAndMayBePaidFor(int http, String body) {
        Failed failed = (Failed) vendor.poll(error(http, body));

        assertTold(failed.failure(), FailureCode.TASK_EXPIRED, Charge.MAYBE);
        assertThat(failed.resubmit()).isFalse();
        assertThat(failed.failure().retryable()).isFalse();
    }

    @Test
    void theSameWordsAtTheBilledCallAreAboutItsPath() {
        Refused refused = (Refused) vendor.submit(error(404, "{\"error\":\"NotFound\",\"message\":\"no such path\"}"));

        assertTold(refused.failure(), FailureCode.PROVIDER_UNAVAILABLE, Charge.NO);
        assertThat(refused.failure().message()).contains("BACKDROP_FASHN_BASE_URL", "BACKDROP_FASHN_MODEL");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            301 | {}
            404 | {"message":"no such route"}
            408 | {}
            500 | {}
            500 | {"error":"InternalServerError","message":"x"}
            502 | <html>bad gateway</html>
            503 | {"status":"failed","error":{"name":"PipelineError"}}
            200 | <html>proxy</html>
            200 | {"id":"t-u1","status":"proc
            200 | {"id":"t-u1"}
            200 | {"id":"t-u1","error":{"name":"PipelineError"}}
            200 | {"status":null}
            200 | {}
            """)
    void aPollWithoutAUsableAnswerLeavesTheTaskUnsettled(int http, String body) {
        Unsettled unsettled = (Unsettled) vendor.poll(error(http, body));

        assertTold(unsettled.failure(), FailureCode.PROVIDER_UNAVAILABLE, Charge.MAYBE);
        assertThat(unsettled.delay()).isEmpty();
    }

    @Test
    void aThrottledPollIsMadeAgainALittleLater() {
        Unsettled unsettled =
                (Unsettled) vendor.poll(error(429, "{\"error\":\"RateLimitExceeded\",\"message\":\"slow down\"}"));

        assertTold(unsettled.failure(), FailureCode.PROVIDER_THROTTLED, Charge.MAYBE);
        assertThat(unsettled.delay()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "600, 60"})
    void aWaitThatTheVendorAsksForIsHonouredAtBothCallsUpToAMinute(String asked, int seconds) {
        Duration wait = Duration.ofSeconds(seconds);
        for (String name : new String[] {"RateLimitExceeded", "ConcurrencyLimitExceeded"}) {
            Reply busy = error(429, "{\"error\":\"" + name + "\"}").with("Retry-After", asked);

            assertThat(((NotYet) vendor.submit(busy)).delay()).isEqualTo(wait);
            assertThat(((Unsettled) vendor.poll(busy)).delay()).isEqualTo(Optional.of(wait));
        }
        Reply down = error(503, "<html>down</html>").with("Retry-After", asked);
        assertThat(((Unsettled) vendor.poll(down)).delay()).isEqualTo(Optional.of(wait));
    }

    @Test
    void aVendorThatIsNotThereLeavesATaskUnsettled() {
        vendor.close();
        Unsettled unsettled = (Unsettled) vendor.poll(error(200, "{}"));

        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(unsettled.failure().message()).doesNotContain(FakeFashn.KEY);
    }

    @Test
    void theVendorsWordsAreQuotedWithoutKeyPictureQueriesAndLineBreaks() {
        String picture = "data:image/jpeg;base64," + FakeFashn.PHOTO_BASE64;
        String words = "key " + FakeFashn.KEY + " and " + picture + " and " + "AbC9".repeat(60)
                + "= can't use https://a.example/p?X-Amz-Signature=abc\\n" + "x y ".repeat(100);
        String body = "{\"error\":\"BadRequest\",\"message\":\"" + words + "\"}";

        for (Failure failure : new Failure[] {
            ((Refused) vendor.submit(error(400, body))).failure(), ((Unsettled) vendor.poll(error(400, body))).failure()
        }) {
            assertThat(failure.message())
                    .contains("key *** and (a picture) and (a picture) can't use https://a.example/p x y")
                    .doesNotContain("Signature", FakeFashn.KEY, FakeFashn.PHOTO_BASE64, "AbC9", "\n");
            assertThat(failure.message().length()).isLessThan(600);
        }
    }

    @Test
    void aPictureInTheErrorsNameIsNotQuotedEither() {
        String body = "{\"error\":\"data:image/jpeg;base64," + FakeFashn.PHOTO_BASE64 + " is bad\"}";

        assertThat(((Refused) vendor.submit(error(400, body))).failure().toString())
                .doesNotContain(FakeFashn.PHOTO_BASE64);
        assertThat(((Unknown) vendor.submit(error(500, body))).failure().toString())
                .doesNotContain(FakeFashn.PHOTO_BASE64);
    }
}
