package dev.backdrop.local.simulator.fashn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the call that creates a task takes and refuses. */
class RunTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void assertRefused(Bench.Reply reply, int status, String error) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.body().get("message").textValue()).isNotBlank();
        assertThat(reply.body().has("id")).isFalse();
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void aTaskHasAnIdThatIsNoPlainUuid() throws IOException {
        Bench.Reply reply = bench.runWith(Bench.PHOTO, "a beach");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("id").textValue())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-u1");
        assertThat(reply.body().get("error").isNull()).isTrue();
        assertThat(reply.body()).hasSize(2);
        assertThat(bench.vendor().taskIds())
                .containsExactly(reply.body().get("id").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seed\":0",
                "\"seed\":4294967295",
                "\"output_format\":\"jpeg\"",
                "\"return_base64\":true",
                "\"disable_prompt_enhancement\":true"
            })
    void whatThePagesKnowIsTaken(String more) throws IOException {
        Bench.taskId(bench.run("\"image\":\"PHOTO\",\"prompt\":\"a beach\"," + more));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt\":\"a beach\"",
                "\"image\":\"PHOTO\"",
                "\"image\":\"\",\"prompt\":\"a beach\"",
                "\"image\":null,\"prompt\":\"a beach\"",
                "\"image\":[\"PHOTO\"],\"prompt\":\"a beach\"",
                "\"image\":\"PHOTO\",\"prompt\":\" \"",
                "\"image\":\"PHOTO\",\"prompt\":7",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":-1",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":4294967296",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":99999999999999999999",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":1.5",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":\"42\"",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"seed\":null",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"output_format\":\"jpg\"",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"output_format\":null",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"return_base64\":\"true\"",
                "\"image\":\"PHOTO\",\"prompt\":\"a beach\",\"colour\":\"red\"",
                "\"image\":\"PHOTO\",\"image\":\"PHOTO\",\"prompt\":\"a beach\""
            })
    void inputsThatMakeNoSenseAreRefused(String inputs) throws IOException {
        assertRefused(bench.run(inputs), 400, "BadRequest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"model_name\":",
                "{}",
                "{\"model_name\":\"background-change\"}",
                "{\"model_name\":\"background-change\",\"inputs\":[]}",
                "{\"inputs\":{\"image\":\"https://example.com/a.jpg\",\"prompt\":\"a beach\"}}",
                "{\"model_name\":\"edit\",\"inputs\":{\"image\":\"https://example.com/a.jpg\",\"prompt\":\"a beach\"}}",
                "{\"model_name\":\"background-change\",\"image\":\"https://example.com/a.jpg\",\"prompt\":\"a beach\"}",
                "{\"model_name\":\"background-change\",\"inputs\":{\"image\":\"a\",\"prompt\":\"b\"},\"seed\":1}"
            })
    void aBodyOfAnotherShapeOrForAnotherModelIsRefused(String body) throws IOException {
        assertRefused(bench.post(Bench.RUN, body), 400, "BadRequest");
    }

    @Test
    void theModelsServedAreAnOption() throws IOException {
        try (Bench other = new Bench(options -> options.withModels("edit", "background-change-2"))) {
            String inputs = ",\"inputs\":{\"image\":\"https://127.0.0.1:1/a\",\"prompt\":\"a beach\"}}";

            assertThat(other.post(Bench.RUN, "{\"model_name\":\"edit\"" + inputs)
                            .status())
                    .isEqualTo(200);
            assertThat(other.post(Bench.RUN, "{\"model_name\":\"background-change-2\"" + inputs)
                            .status())
                    .isEqualTo(200);
            assertThat(other.post(Bench.RUN, "{\"model_name\":\"background-change\"" + inputs)
                            .error())
                    .isEqualTo("BadRequest");
        }
        assertThat(FashnOptions.defaults().withModels("edit").clientSettings(URI.create("http://127.0.0.1:1")))
                .containsEntry("BACKDROP_FASHN_MODEL", "edit")
                .containsEntry("BACKDROP_FASHN_BASE_URL", "http://127.0.0.1:1");
    }

    @Test
    void onlyJsonIsTaken() throws IOException {
        HttpRequest.Builder form = bench.api(Bench.RUN).POST(BodyPublishers.ofString("{}"));

        assertRefused(bench.call(form.copy().build()), 400, "BadRequest");
        assertRefused(
                bench.call(form.copy().header("Content-Type", "text/plain").build()), 400, "BadRequest");
    }

    @Test
    void aQueryIsRefusedBecauseNoWebhookWouldCome() throws IOException {
        assertRefused(bench.post(Bench.RUN + "?webhook_url=https://example.com/hook", "{}"), 400, "BadRequest");
    }

    @Test
    void anOversizedBodyIsAnInternalError() throws IOException {
        String photo = Bench.dataUri("jpeg", new byte[8_000_000]);

        assertRefused(bench.runWith(photo, "a beach"), 500, "InternalServerError");
    }

    @ParameterizedTest
    @CsvSource({
        "'', UnauthorizedAccess",
        "Bearer wrong, UnauthorizedAccess",
        "bearer a-key-for-tests, UnauthorizedAccess",
        "Bearer  a-key-for-tests, UnauthorizedAccess",
        "Basic a-key-for-tests, UnauthorizedAccess"
    })
    void anythingButBearerAndTheKeyIsRefusedEverywhere(String authorization, String error) throws IOException {
        for (String path : new String[] {Bench.RUN, "/v1/status/any", "/v1/credits", "/v1/nothing"}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(bench.simulator.apiBase() + path));
            assertRefused(
                    bench.call((authorization.isEmpty() ? request : request.header("Authorization", authorization))
                            .build()),
                    401,
                    error);
        }
    }

    @Test
    void pathsAndMethodsThatAreNotThereAreRefused() throws IOException {
        assertRefused(bench.get("/v1/nothing"), 404, "NotFound");
        assertRefused(bench.get("/v1/status/"), 404, "NotFound");
        assertRefused(bench.get("/v1/status/no-such-task"), 404, "NotFound");
        assertRefused(bench.get(Bench.RUN), 405, "MethodNotAllowed");
        assertRefused(bench.post("/v1/credits", "{}"), 405, "MethodNotAllowed");
    }
}
