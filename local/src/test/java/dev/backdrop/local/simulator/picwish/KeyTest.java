package dev.backdrop.local.simulator.picwish;

import static dev.backdrop.local.simulator.picwish.Bench.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.simulator.HostRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpRequest.Builder coins() {
        return HttpRequest.newBuilder(URI.create(bench.simulator.apiBase() + Bench.COINS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "Bearer " + KEY, "A-KEY-FOR-TESTS", "<" + KEY + ">", ""})
    void anythingButTheKeyItselfIsRefused(String key) throws IOException {
        Bench.Reply reply = bench.call(coins().header("X-API-KEY", key).build());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().toString()).isEqualTo("{\"status\":401,\"message\":\"Unauthorized API key\"}");
    }

    @Test
    void aMissingKeyTwoKeysAndAKeyInAnotherPlaceAreRefused() throws IOException {
        assertThat(bench.call(coins().build()).status()).isEqualTo(401);
        assertThat(bench.call(coins().header("X-API-KEY", KEY)
                                .header("X-API-KEY", KEY)
                                .build())
                        .status())
                .isEqualTo(401);
        assertThat(bench.call(coins().header("Authorization", "Bearer " + KEY).build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theHeadersNameMayBeWrittenInAnyCase() throws IOException {
        assertThat(bench.call(coins().header("x-api-key", KEY).build()).status())
                .isEqualTo(200);
    }

    @Test
    void withoutAKeyNothingIsCreatedAndNothingToldApart() throws IOException {
        for (String path : new String[] {Bench.SEGMENTATION, Bench.BACKGROUND, "/api/tasks/visual/unknown"}) {
            assertThat(bench.call(HttpRequest.newBuilder(URI.create(bench.simulator.apiBase() + path))
                                    .header("Content-Type", FormWriter.CONTENT_TYPE)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                                            Bench.photo().bytes()))
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void theKeyIsRefusedByTheResultHostAndKeptOutOfTheJournal() throws IOException {
        URI link = Bench.link(bench.atOnce(Bench.photo()), "image");

        HttpResponse<byte[]> answer =
                bench.send(HttpRequest.newBuilder(link).header("X-API-KEY", KEY).build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(bench.simulator.journal().leakedKeys())
                .singleElement()
                .satisfies(entry -> assertThat(entry.host()).isEqualTo(HostRole.RESULT));
        assertThat(bench.simulator.journal().entries())
                .noneMatch(entry -> entry.toString().contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks/visual/",
                "/api/tasks/visual/unknown",
                "/api/tasks/visual/segmentation/",
                "/api/tasks/visual/segmentation/a/b",
                "/api/tasks/visual/segmentation",
                "/api/customers/other",
                "/api/customers/coins/"
            })
    void anUnknownAddressIsNotFound(String path) throws IOException {
        Bench.Reply reply = bench.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().get("status").intValue()).isEqualTo(404);
        assertThat(reply.body().get("message").textValue()).contains("does not exist");
    }

    @Test
    void anotherMethodIsNotFoundEither() throws IOException {
        assertThat(bench.post(Bench.COINS, Bench.photo()).status()).isEqualTo(404);
        assertThat(bench.post(Bench.SEGMENTATION + "/a", Bench.photo()).status())
                .isEqualTo(404);
        assertThat(bench.call(bench.api(Bench.SEGMENTATION).DELETE().build()).status())
                .isEqualTo(404);
    }

    @Test
    void errorsCanBeKeptInTheBodyAlone() throws IOException {
        try (Bench quiet = new Bench(options -> options.withErrorsInBodyOnly(true))) {
            Bench.Reply unknown = quiet.query("unknown");
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.body().get("status").intValue()).isEqualTo(404);

            Bench.Reply wrong = quiet.post(Bench.SEGMENTATION, FormWriter.form());
            assertThat(wrong.status()).isEqualTo(200);
            assertThat(wrong.body().get("status").intValue()).isEqualTo(400);
        }
    }

    @Test
    void aClientIsToldAddressAndKey() {
        PicWishOptions options = PicWishOptions.defaults().withApiKey(KEY);

        assertThat(options.provider()).isEqualTo("picwish");
        assertThat(options.clientSettings(bench.simulator.apiBase()))
                .isEqualTo(Map.of(
                        "BACKDROP_PICWISH_BASE_URL",
                        bench.simulator.apiBase().toString(),
                        "BACKDROP_PICWISH_API_KEY",
                        KEY));
        assertThatThrownBy(() -> options.withApiKey(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
