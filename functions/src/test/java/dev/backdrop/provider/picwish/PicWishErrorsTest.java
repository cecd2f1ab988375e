package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ScriptedServer;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState;
import dev.backdrop.provider.TaskState.Failed;
import dev.backdrop.provider.TaskState.Unsettled;
import dev.backdrop.provider.Unknown;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicWishErrorsTest {

    private final FakePicWish vendor = new FakePicWish();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static Reply error(int http, String body) {
        return Reply.of(http, body).with("x-request-id", "req-5");
    }

    private static void assertTold(Failure failure, FailureCode code, Charge charged) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.charged()).isEqualTo(charged);
        assertThat(failure.provider()).isEqualTo("picwish");
        assertThat(failure.message()).contains("PicWish", "req-5").doesNotContain(FakePicWish.KEY);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"status":400,"message":"Parameter error"} | UNSUPPORTED_REQUEST   | UNSUPPORTED_REQUEST   | HTTP 400
            200 | {"status":400,"message":"Parameter error"} | UNSUPPORTED_REQUEST   | UNSUPPORTED_REQUEST   | 400
            401 | {"status":401,"message":"Unauthorized"}    | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | HTTP 401
            200 | {"status":401,"message":"Unauthorized"}    | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | 401
            200 | {"status":"401"}                           | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | 401
            400 | {"status":401}                             | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | 401
            401 | <html>no</html>                            | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | HTTP 401
            401 | {"status":200,"data":{"task_id":"t"}}      | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | 200
            403 | {}                                         | PROVIDER_UNAUTHORIZED | PROVIDER_UNAUTHORIZED | HTTP 403
            402 | {"status":402}                             | PROVIDER_OUT_OF_CREDIT | PROVIDER_OUT_OF_CREDIT | HTTP 402
            413 | {"status":413,"message":"too large"}       | INVALID_PHOTO         | INVALID_PHOTO         | HTTP 413
            200 | {"status":413}                             | INVALID_PHOTO         | INVALID_PHOTO         | 413
            413 | <html>413</html>                           | INVALID_PHOTO         | INVALID_PHOTO         | HTTP 413
            405 | {}                                         | UNSUPPORTED_REQUEST   | UNSUPPORTED_REQUEST   | HTTP 405
            422 | {"status":422}                             | UNSUPPORTED_REQUEST   | UNSUPPORTED_REQUEST   | HTTP 422
            """)
    void aPlainNoEndsASubmissionButNotATaskThatMayBePaidFor(
            int http, String body, FailureCode created, FailureCode polled, String providerCode) {
        vendor.create = seen -> error(http, body);
        Failure refused = ((Refused) vendor.submit()).failure();
        assertTold(refused, created, Charge.NO);
        assertThat(refused.providerCode()).isEqualTo(providerCode);
        assertThat(refused.retryable()).isFalse();

        vendor.poll = seen -> error(http, body);
        assertTold(((Unsettled) vendor.provider().poll(TaskRef.first("t"))).failure(), polled, Charge.MAYBE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"status":404,"message":"not found"}
            200 | {"status":404,"message":"not found"}
            404 | <html>
            400 | {"status":404}
            """)
    void aNotFoundIsAWrongPathForACreationAndAnEndForATask(int http, String body) {
        vendor.create = seen -> error(http, body);
        assertTold(((Refused) vendor.submit()).failure(), FailureCode.PROVIDER_UNAVAILABLE, Charge.NO);

        vendor.poll = seen -> error(http, body);
        vendor.pollGenerated = seen -> error(http, body);
        for (int step = 1; step <= 2; step++) {
            Failed failed = (Failed) vendor.provider().poll(new TaskRef("t", step));
            assertTold(failed.failure(), FailureCode.TASK_EXPIRED, Charge.MAYBE);
            assertThat(failed.resubmit()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            500 | {"status":500,"message":"exception"} | PROVIDER_UNAVAILABLE
            200 | {"status":500,"message":"exception"} | PROVIDER_UNAVAILABLE
            400 | {"status":500}                       | PROVIDER_UNAVAILABLE
            500 | {"status":400}                       | PROVIDER_UNAVAILABLE
            500 | {"status":200,"data":{"task_id":"t","state":1}} | PROVIDER_UNAVAILABLE
            502 | <html>bad gateway</html>             | PROVIDER_UNAVAILABLE
            503 | {}                                   | PROVIDER_UNAVAILABLE
            504 | {"status":504}                       | PROVIDER_UNAVAILABLE
            408 | {}                                   | PROVIDER_UNAVAILABLE
            425 | {}                                   | PROVIDER_UNAVAILABLE
            301 | {}                                   | PROVIDER_UNAVAILABLE
            302 | {"status":400}                       | PROVIDER_UNAVAILABLE
            307 | {}                                   | PROVIDER_UNAVAILABLE
            200 | <html>proxy</html>                   | PROVIDER_UNAVAILABLE
            200 | {"status":200,"data":                | PROVIDER_UNAVAILABLE
            200 | {"status":200,"data":{}}             | PROVIDER_UNAVAILABLE
            200 | {"status":200,"data":{"task_id":""}} | PROVIDER_UNAVAILABLE
            200 | {"status":0,"data":{"task_id":"t"}}  | PROVIDER_UNAVAILABLE
            200 | {"status":-1}                        | PROVIDER_UNAVAILABLE
            200 | {"status":16001,"message":"odd"}     | PROVIDER_UNAVAILABLE
            200 | {}                                   | PROVIDER_UNAVAILABLE
            200 | []                                   | PROVIDER_UNAVAILABLE
            200 | ``                                   | PROVIDER_UNAVAILABLE
            """)
    void whatLeavesItOpenIsUnknownForACreationAndUnsettledForATask(int http, String body, FailureCode polled) {
        vendor.create = seen -> error(http, body);
        Unknown unknown = (Unknown) vendor.submit();
        assertTold(unknown.failure(), FailureCode.SUBMIT_UNKNOWN, Charge.MAYBE);
        assertThat(unknown.failure().retryable()).isFalse();

        vendor.poll = seen -> error(http, body);
        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertTold(unsettled.failure(), polled, Charge.MAYBE);
        assertThat(unsettled.delay()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            429 | {"status":429,"message":"QPS"}
            200 | {"status":429,"message":"QPS"}
            200 | {"status":"429"}
            429 | <html>slow down</html>
            """)
    void tooManyCallsAreMadeASecondLater(int http, String body) {
        vendor.create = seen -> error(http, body);
        NotYet notYet = (NotYet) vendor.submit();
        assertTold(notYet.reason(), FailureCode.PROVIDER_THROTTLED, Charge.NO);
        assertThat(notYet.reason().retryable()).isTrue();
        assertThat(notYet.delay()).isEqualTo(Duration.ofSeconds(1));

        vendor.poll = seen -> error(http, body);
        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertTold(unsettled.failure(), FailureCode.PROVIDER_THROTTLED, Charge.MAYBE);
        assertThat(unsettled.delay()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "600, 60", "0, 1"})
    void aWaitThatTheVendorAsksForIsHonouredUpToAMinute(String asked, int seconds) {
        Reply busy = error(429, "{}").with("retry-AFTER", asked);
        vendor.create = seen -> busy;
        vendor.poll = seen -> busy;

        assertThat(((NotYet) vendor.submit()).delay()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(((Unsettled) vendor.provider().poll(TaskRef.first("t"))).delay())
                .isEqualTo(Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aDroppedConnectionIsUnknownForACreationAndUnsettledForATask(String sync) {
        vendor.set("SYNC", sync);
        vendor.create = seen -> {
            throw new IllegalStateException("dropped");
        };
        vendor.poll = vendor.create;

        Unknown unknown = (Unknown) vendor.submit();
        assertThat(unknown.failure().code()).isEqualTo(FailureCode.SUBMIT_UNKNOWN);
        assertThat(unknown.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(vendor.server.seen()).hasSize(1);
        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertThat(unsettled.failure().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    void anAnswerTooLargeToReadIsUnknown() {
        vendor.create = seen -> FakePicWish.json("{\"x\":\"" + "x".repeat(9 << 20) + "\"}");
        assertThat(((Unknown) vendor.submit()).failure().message()).contains("larger than");
    }

    @Test
    void aVendorThatIsNotThereIsAskedAgainLater() {
        vendor.close();

        NotYet notYet = (NotYet) vendor.submit();
        assertThat(notYet.reason().code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
        assertThat(notYet.reason().charged()).isEqualTo(Charge.NO);
        assertThat(vendor.provider().poll(TaskRef.first("t"))).isInstanceOf(Unsettled.class);
    }

    @Test
    void theKeyGoesToTheApiAloneEvenWhenEveryCallRedirectsElsewhere() {
        try (ScriptedServer elsewhere = new ScriptedServer(seen -> Reply.of(200, FakePicWish.PNG))) {
            Reply redirect =
                    Reply.of(307, "").with("Location", elsewhere.at("/").toString());
            vendor.create = seen -> redirect;
            vendor.poll = seen -> redirect;
            vendor.submit();
            vendor.provider().poll(TaskRef.first("t"));
            vendor.provider().poll(new TaskRef("t", 2));

            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void theVendorsWordsAreQuotedWithoutKeyQueriesAndLineBreaks() {
        String words = "key " + FakePicWish.KEY + " can't use https://a.example/p?Signature=abc\\n" + "x".repeat(500);
        vendor.poll = seen -> error(400, "{\"status\":400,\"message\":\"" + words + "\"}");
        vendor.create = vendor.poll;
        TaskState polled = vendor.provider().poll(TaskRef.first("t"));

        for (Failure failure : new Failure[] {((Unsettled) polled).failure(), ((Refused) vendor.submit()).failure()}) {
            assertThat(failure.message())
                    .contains("key *** can't use https://a.example/p x")
                    .doesNotContain("Signature", FakePicWish.KEY, "\n");
            assertThat(failure.message().length()).isLessThan(600);
        }
    }
}
