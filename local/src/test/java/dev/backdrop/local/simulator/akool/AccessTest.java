package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String PAIR =
            "{\"clientId\":\"" + Bench.CLIENT_ID + "\",\"clientSecret\":\"" + Bench.KEY + "\"}";

    private final Bench bench = new Bench(options -> options.withTokenValidity(Duration.ofHours(1)));

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench.Reply exchange(String body) throws IOException {
        return bench.call(Bench.posting(bench.bare(Bench.TOKEN), body));
    }

    private String token() throws IOException {
        return exchange(PAIR).body().path("token").textValue();
    }

    /** 1003, for a task that there isn't, is the answer to whoever is let in. */
    private int code(String... headers) throws IOException {
        HttpRequest.Builder request = bench.bare(Bench.INFO + "nothing");
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return bench.call(request.build()).code();
    }

    @Test
    void theKeyLetsInWhateverTheCaseOfItsHeader() throws IOException {
        assertThat(code("x-api-key", Bench.KEY)).isEqualTo(1003);
        assertThat(code("X-API-Key", Bench.KEY)).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "Bearer " + Bench.KEY, Bench.KEY + "x"})
    void anotherKeyDoesNot(String key) throws IOException {
        assertThat(code("x-api-key", key)).isEqualTo(1101);
        assertThat(code("x-api-key", Bench.KEY, "x-api-key", Bench.KEY)).isEqualTo(1101);
    }

    @Test
    void nothingAtAllIsTheOtherCode() throws IOException {
        assertThat(code()).isEqualTo(1102);
        assertThat(code("x-api-key", "")).isEqualTo(1102);
    }

    @Test
    void aTokenLetsInUntilItExpires() throws IOException {
        String token = token();
        assertThat(code("Authorization", "Bearer " + token)).isEqualTo(1003);
        bench.pass(3599);
        assertThat(code("Authorization", "Bearer " + token)).isEqualTo(1003);
        bench.pass(1);
        assertThat(code("Authorization", "Bearer " + token)).isEqualTo(1101);

        String fresh = token();
        assertThat(fresh).isNotEqualTo(token);
        assertThat(code("Authorization", "Bearer " + fresh)).isEqualTo(1003);
        assertThat(bench.vendor().tokensGiven()).isEqualTo(2);
    }

    @Test
    void anAuthorizationWinsAndTheKeyIsIgnored() throws IOException {
        assertThat(code("Authorization", "Bearer wrong", "x-api-key", Bench.KEY))
                .isEqualTo(1101);
        assertThat(code("Authorization", "Bearer " + token(), "x-api-key", "wrong"))
                .isEqualTo(1003);
        assertThat(code("Authorization", "", "x-api-key", Bench.KEY)).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(strings = {Bench.KEY, "Bearer " + Bench.KEY, "Basic YTpi", "Bearer", "bearer x"})
    void anAuthorizationThatIsNoTokenOfOursIsRefused(String value) throws IOException {
        assertThat(code("Authorization", value)).isEqualTo(1101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"clientId":"a-client-for-tests","clientSecret":"wrong"}                  | 1101
            {"clientId":"wrong","clientSecret":"a-key-for-tests"}                     | 1101
            {"clientId":"a-client-for-tests"}                                         | 1003
            {"clientSecret":"a-key-for-tests"}                                        | 1003
            {"clientId":"","clientSecret":"a-key-for-tests"}                          | 1003
            {"clientId":7,"clientSecret":"a-key-for-tests"}                           | 1003
            {"clientId":"a-client-for-tests","clientSecret":"a-key-for-tests","x":1}  | 1003
            []                                                                        | 1003
            """)
    void onlyTheRightPairGetsAToken(String body, int code) throws IOException {
        assertThat(exchange(body).code()).isEqualTo(code);
        assertThat(bench.vendor().tokensGiven()).isZero();
    }

    @Test
    void aTokenCanStandInTheDataToo() throws IOException {
        try (Bench other = new Bench(options -> options.withTokenInData(true))) {
            Bench.Reply reply = other.call(Bench.posting(other.bare(Bench.TOKEN), PAIR));
            assertThat(reply.code()).isEqualTo(1000);
            assertThat(reply.body().has("token")).isFalse();
            assertThat(reply.data().path("token").textValue()).isNotBlank();
        }
    }

    @Test
    void aBannedAccountIsRefusedEverywhereUntilItIsLetBackIn() throws IOException {
        String token = token();
        bench.vendor().ban(true);
        assertThat(exchange(PAIR).code()).isEqualTo(1200);
        assertThat(code("x-api-key", Bench.KEY)).isEqualTo(1200);
        assertThat(code("Authorization", "Bearer " + token)).isEqualTo(1200);
        assertThat(code("x-api-key", "wrong")).isEqualTo(1101);
        assertThat(bench.create(bench.body()).code()).isEqualTo(1200);
        assertThat(bench.vendor().tasksCreated()).isZero();

        bench.vendor().ban(false);
        assertThat(bench.create(bench.body()).code()).isEqualTo(1000);
    }

    @Test
    void theResultHostRefusesKeyAndTokenAndTheJournalTells() throws IOException {
        URI result = bench.result(bench.task());
        String token = token();

        assertThat(bench.send(HttpRequest.newBuilder(result)
                                .header("x-api-key", Bench.KEY)
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(bench.download(URI.create(result + "&t=" + token)).statusCode())
                .isEqualTo(400);
        assertThat(bench.simulator.journal().leakedKeys()).hasSize(2);
        assertThat(bench.simulator.journal().entries().toString()).doesNotContain(Bench.KEY, token);
    }

    @Test
    void thePicturesAreFetchedWithoutAnyCredentials() throws IOException {
        bench.result(bench.task());

        assertThat(bench.pictures.headersSeen())
                .singleElement()
                .satisfies(headers -> assertThat(headers.toString())
                        .doesNotContainIgnoringCase("x-api-key")
                        .doesNotContainIgnoringCase("authorization"));
    }
}
