package dev.backdrop.provider.akool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.JsonBody;
import dev.backdrop.http.ScriptedServer.Reply;
import dev.backdrop.http.ScriptedServer.Seen;
import dev.backdrop.provider.Accepted;
import dev.backdrop.provider.NotYet;
import dev.backdrop.provider.Preparation;
import dev.backdrop.provider.Ready;
import dev.backdrop.provider.Refused;
import dev.backdrop.provider.TaskRef;
import dev.backdrop.provider.TaskState.Running;
import dev.backdrop.provider.TaskState.Unsettled;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are let in by a token. */
class AkoolTokenTest {

    private static final Reply EXPIRED = Reply.of(200, "{\"code\":1101,\"msg\":\"The request token has expired\"}")
            .with("x-request-id", "req-9");

    private final FakeAkool vendor = new FakeAkool().withTokens();

    @AfterEach
    void stop() {
        vendor.close();
    }

    private List<String> tokensSent(String path) {
        return vendor.calls(path).stream()
                .map(seen -> seen.header("Authorization").orElse("none"))
                .toList();
    }

    /** Lets in this token only. */
    private static Function<Seen, Reply> only(String token, Function<Seen, Reply> call) {
        return seen ->
                seen.header("Authorization").filter(("Bearer " + token)::equals).isPresent()
                        ? call.apply(seen)
                        : EXPIRED;
    }

    @Test
    void clientIdAndKeyAreExchangedForATokenWhichAloneIsSent() {
        assertThat(vendor.submit()).isInstanceOf(Accepted.class);

        Seen exchange = vendor.only("getToken");
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.header("Content-Type")).contains("application/json");
        JsonBody sent = JsonBody.object(exchange.body()).orElseThrow();
        assertThat(sent.fields()).containsOnlyKeys("clientId", "clientSecret");
        assertThat(sent.text("clientId")).contains(FakeAkool.CLIENT_ID);
        assertThat(sent.text("clientSecret")).contains(FakeAkool.KEY);
        assertThat(exchange.header("Authorization")).isEmpty();
        Seen create = vendor.only("content/image/bg/replace");
        assertThat(create.header("Authorization")).contains("Bearer token-1");
        assertThat(create.header("x-api-key")).isEmpty();
        assertThat(create.headers().toString()).doesNotContain(FakeAkool.KEY);
    }

    @Test
    void theTokenIsFetchedWhileThatIsFreeAndKept() {
        AkoolProvider provider = vendor.provider();
        Preparation preparation = provider.prepare(FakeAkool.order(FakeAkool.BLUE, null));
        assertThat(vendor.server.seen()).hasSize(1);
        vendor.only("getToken");

        ((Ready) preparation).billedCall().get();
        provider.poll(TaskRef.first("t"));
        FakeAkool.submit(provider, FakeAkool.order(FakeAkool.BLUE, null));
        vendor.only("getToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":1000,\"token\":\"token-7\"}",
                "{\"code\":\"1000\",\"msg\":\"OK\",\"data\":{\"token\":\"token-7\"}}",
                "{\"token\":\"token-7\"}"
            })
    void theTokenIsFoundBesideTheCodeAndInTheData(String answer) {
        vendor.token = seen -> Reply.of(200, answer);
        vendor.submit();
        assertThat(tokensSent("content")).containsExactly("Bearer token-7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1101,"msg":"expired"}
            200 | {"code":"1102"}
            401 | {"code":1101}
            401 |
            """)
    void aTokenThatIsTooOldIsReplacedOnceAndTheCallMadeAgain(int http, String body) {
        AkoolProvider provider = vendor.provider();
        Reply turnedAway = Reply.of(http, body == null ? "" : body);
        Function<Seen, Reply> create = vendor.create;
        vendor.create = seen ->
                seen.header("Authorization").filter("Bearer token-2"::equals).isPresent()
                        ? create.apply(seen)
                        : turnedAway;

        assertThat(FakeAkool.submit(provider, FakeAkool.order(FakeAkool.BLUE, null)))
                .isInstanceOf(Accepted.class);
        assertThat(tokensSent("content/image/bg/replace")).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(vendor.calls("getToken")).hasSize(2);
        assertThat(vendor.calls("content/image/bg/replace"))
                .extracting(Seen::text)
                .as("the same call")
                .satisfies(texts -> assertThat(texts.get(0)).isEqualTo(texts.get(1)));

        vendor.poll = only("token-3", vendor.poll);
        assertThat(provider.poll(TaskRef.first("t"))).isInstanceOf(Running.class);
        assertThat(tokensSent("content/image/info")).containsExactly("Bearer token-2", "Bearer token-3");
    }

    @Test
    void aFreshTokenThatIsTurnedAwayTooIsNotReplacedAgain() {
        vendor.create = seen -> EXPIRED;
        Failure refused = ((Refused) vendor.submit()).failure();

        assertThat(refused.code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
        assertThat(refused.charged()).isEqualTo(Charge.NO);
        assertThat(vendor.calls("getToken")).hasSize(2);
        assertThat(vendor.calls("content/image/bg/replace")).hasSize(2);

        vendor.server.seen().clear();
        vendor.poll = seen -> EXPIRED;
        Failure unsettled = ((Unsettled) vendor.provider().poll(TaskRef.first("t"))).failure();
        assertThat(unsettled.code()).isEqualTo(FailureCode.PROVIDER_UNAUTHORIZED);
        assertThat(unsettled.charged()).isEqualTo(Charge.MAYBE);
        assertThat(vendor.calls("getToken")).hasSize(2);
        assertThat(vendor.calls("content/image/info")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\":1200}", "{\"code\":1003}", "{\"code\":1005}", "{\"code\":1006}", "{\"code\":1999}"})
    void noOtherErrorCostsAToken(String body) {
        vendor.create = seen -> Reply.of(200, body);
        vendor.submit();

        vendor.only("getToken");
        vendor.only("content/image/bg/replace");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1003,"msg":"wrong"}   | PROVIDER_UNAUTHORIZED  | false
            200 | {"code":1101,"msg":"wrong"}   | PROVIDER_UNAUTHORIZED  | false
            200 | {"code":1102,"msg":"wrong"}   | PROVIDER_UNAUTHORIZED  | false
            401 | {}                            | PROVIDER_UNAUTHORIZED  | false
            400 | {}                            | PROVIDER_UNAUTHORIZED  | false
            200 | {"code":1200,"msg":"banned"}  | PROVIDER_UNAUTHORIZED  | false
            404 | {}                            | PROVIDER_UNAVAILABLE   | false
            302 | {}                            | PROVIDER_UNAVAILABLE   | false
            200 | {"code":1005}                 | PROVIDER_THROTTLED     | true
            429 | {}                            | PROVIDER_THROTTLED     | true
            500 | {}                            | PROVIDER_UNAVAILABLE   | true
            200 | {"code":1999}                 | PROVIDER_UNAVAILABLE   | true
            200 | {"code":1000}                 | PROVIDER_UNAVAILABLE   | true
            200 | {"code":1000,"token":""}      | PROVIDER_UNAVAILABLE   | true
            200 | {"code":1000,"token":"a\\nb"} | PROVIDER_UNAVAILABLE   | true
            500 | {"code":1000,"token":"t"}     | PROVIDER_UNAVAILABLE   | true
            200 | {"code":1003,"token":"t"}     | PROVIDER_UNAUTHORIZED  | false
            200 | <html>proxy</html>            | PROVIDER_UNAVAILABLE   | true
            """)
    void withoutATokenNothingIsBilledAndATaskStaysOpen(int http, String body, FailureCode code, boolean later) {
        vendor.token = seen -> Reply.of(http, body);

        Preparation preparation = vendor.provider().prepare(FakeAkool.order(FakeAkool.BLUE, null));
        Failure failure = later ? ((NotYet) preparation).reason() : ((Refused) preparation).failure();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.charged()).isEqualTo(Charge.NO);
        assertThat(failure.retryable()).isEqualTo(later);
        assertThat(failure.message()).startsWith("Akool ").doesNotContain(FakeAkool.KEY, FakeAkool.CLIENT_ID);

        Unsettled unsettled = (Unsettled) vendor.provider().poll(TaskRef.first("t"));
        assertThat(unsettled.failure().code()).isEqualTo(code);
        assertThat(unsettled.failure().charged()).isEqualTo(Charge.MAYBE);
        assertThat(vendor.calls("content")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"503 | {} | true", "200 | {\"code\":1200} | false"})
    void aTokenThatCannotBeReplacedEndsTheBilledCallWithoutACharge(int http, String body, boolean later) {
        vendor.create = seen -> EXPIRED;
        Preparation ready = vendor.provider().prepare(FakeAkool.order(FakeAkool.BLUE, null));
        vendor.token = seen -> Reply.of(http, body);

        assertThat(((Ready) ready).billedCall().get()).isInstanceOf(later ? NotYet.class : Refused.class);
        vendor.only("content/image/bg/replace");
    }

    @Test
    void aTokenThatCouldNotBeHadIsAskedForAgain() {
        AkoolProvider provider = vendor.provider();
        Function<Seen, Reply> good = vendor.token;
        vendor.token = seen -> Reply.of(503, "");
        assertThat(provider.prepare(FakeAkool.order(FakeAkool.BLUE, null))).isInstanceOf(NotYet.class);
        vendor.token = good;
        assertThat(provider.prepare(FakeAkool.order(FakeAkool.BLUE, null))).isInstanceOf(Ready.class);
    }

    @Test
    void manyWhoAreTurnedAwayTogetherFetchOneTokenAmongThem() throws Exception {
        AkoolProvider provider = vendor.provider();
        provider.poll(TaskRef.first("warm-up"));
        vendor.poll = only("token-2", vendor.poll);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            Callable<Object> call = () -> provider.poll(TaskRef.first("t"));
            for (Future<Object> state :
                    callers.invokeAll(Stream.generate(() -> call).limit(16).toList())) {
                assertThat(state.get()).isInstanceOf(Running.class);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(vendor.calls("getToken")).hasSize(2);
    }

    @Test
    void tokenKeyAndClientIdAreNeverQuoted() {
        Function<Seen, Reply> telltale = seen -> Reply.of(
                200,
                "{\"code\":1101,\"msg\":\"" + seen.header("Authorization").orElse("") + " of " + FakeAkool.CLIENT_ID
                        + " and " + FakeAkool.KEY + "\"}");
        vendor.create = telltale;
        assertThat(((Refused) vendor.submit()).failure().message())
                .contains("It said: \"Bearer *** of *** and ***\"")
                .doesNotContain("token-");

        vendor.poll = seen -> Reply.of(
                200,
                "{\"code\":1000,\"data\":{\"image_status\":4,\"error_reasons\":[\""
                        + seen.header("Authorization").orElse("") + "\"]}}");
        assertThat(vendor.provider().poll(TaskRef.first("t")).toString())
                .contains("Bearer ***")
                .doesNotContain("token-");

        vendor.token = telltale;
        assertThat(((Refused) vendor.submit()).failure().message()).contains("of *** and ***");
    }
}
