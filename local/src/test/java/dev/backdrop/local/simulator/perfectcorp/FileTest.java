package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpg", "image/jpeg", "image/png"})
    void aRegisteredFileComesBackWithAnIdAndAPresignedPut(String type) throws IOException {
        Bench.Reply reply = bench.register(type, 50000);

        assertThat(reply.body().get("status").asInt()).isEqualTo(200);
        JsonNode file = Bench.file(reply);
        assertThat(file.get("content_type").textValue()).isEqualTo(type);
        assertThat(file.get("file_name").textValue()).isEqualTo("a.jpg");
        assertThat(file.get("file_id").textValue()).isNotBlank();
        JsonNode request = file.at("/requests/0");
        assertThat(request.get("method").textValue()).isEqualTo("PUT");
        assertThat(request.at("/headers/Content-Type").textValue()).isEqualTo(type);
        assertThat(request.at("/headers/Content-Length").textValue()).isEqualTo("50000");
        URI address = Bench.uploadAddress(file);
        assertThat(address.getPort()).isEqualTo(bench.simulator.uploadBase().getPort());
        assertThat(address.getQuery()).contains("X-Amz-Signature=", "X-Amz-Expires=3600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"files\":[]}",
                "{\"files\":{}}",
                "{\"files\":[\"a.jpg\"]}",
                "{\"files\":[{\"file_name\":\"a\",\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\"}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":\"5\"}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":5.0}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":0}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":-5}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":null}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":10000000}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"\",\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":7,\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"image/webp\",\"file_name\":\"a\",\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"IMAGE/JPG\",\"file_name\":\"a\",\"file_size\":5}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":5,\"more\":1}]}",
                "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":5}],\"more\":1}"
            })
    void aFileThatIsNotDescribedExactlyIsRefused(String body) throws IOException {
        Bench.Reply reply = bench.post(Bench.FILE, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("InvalidParameters");
        assertThat(reply.body().get("error").textValue()).startsWith("Invalid parameter value");
    }

    @Test
    void theLargestFileIsOneByteBelowTheLimit() throws IOException {
        assertThat(bench.register("image/png", 9_999_999).status()).isEqualTo(200);
        assertThat(bench.register("image/png", 10_000_000).status()).isEqualTo(400);
    }

    @Test
    void severalFilesAreRegisteredTogetherOrNotAtAll() throws IOException {
        String good = "{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":5}";

        JsonNode files = bench.post(Bench.FILE, "{\"files\":[" + good + "," + good + "]}")
                .body()
                .at("/data/files");
        assertThat(files).hasSize(2);
        assertThat(files.get(0).get("file_id")).isNotEqualTo(files.get(1).get("file_id"));
        assertThat(bench.post(Bench.FILE, "{\"files\":[" + good + ",{}]}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"files\":[]} x", "{\"files\":[],\"files\":[]}", "null"})
    void whatIsNoJsonObjectIsABadRequest(String body) throws IOException {
        Bench.Reply reply = bench.post(Bench.FILE, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("BadRequest");
    }

    @Test
    void jsonMustSayThatItIsJson() throws IOException {
        Bench.Reply reply = bench.call(bench.api(Bench.FILE)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("BadRequest");
    }

    @Test
    void aBodyOverAMegabyteIsRefused() throws IOException {
        assertThat(bench.post(Bench.FILE, "{\"files\":\"" + "x".repeat(1024 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    static Stream<Arguments> headerStyles() {
        return Stream.of(
                Arguments.of(UploadHeaders.OBJECT_OF_TEXT, "{\"Content-Type\":\"image/png\",\"Content-Length\":\"7\"}"),
                Arguments.of(UploadHeaders.OBJECT_WITH_NUMBER, "{\"Content-Type\":\"image/png\",\"Content-Length\":7}"),
                Arguments.of(
                        UploadHeaders.LIST_OF_TEXT,
                        "[{\"key\":\"Content-Type\",\"value\":\"image/png\"},{\"key\":\"Content-Length\",\"value\":\"7\"}]"),
                Arguments.of(
                        UploadHeaders.LIST_WITH_NUMBER,
                        "[{\"key\":\"Content-Type\",\"value\":\"image/png\"},{\"key\":\"Content-Length\",\"value\":7}]"));
    }

    @ParameterizedTest
    @MethodSource("headerStyles")
    void uploadHeadersComeInEachOfTheKnownShapes(UploadHeaders style, String expected) throws IOException {
        try (Bench other = new Bench(options -> options.withUploadHeaders(style))) {
            assertThat(Bench.file(other.register("image/png", 7))
                            .at("/requests/0/headers")
                            .toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void theUniversalFileAddressWorksOnlyIfAskedFor() throws IOException {
        String body = "{\"files\":[{\"content_type\":\"image/jpg\",\"file_name\":\"a\",\"file_size\":5}]}";

        assertThat(bench.post("/s2s/v2.0/file", body).status()).isEqualTo(404);
        try (Bench newer = new Bench(options -> options.withUniversalFileAddress(true))) {
            assertThat(newer.post("/s2s/v2.0/file", body).status()).isEqualTo(200);
            assertThat(newer.post(Bench.FILE, body).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/s2s/v2.0/file/bg-replace",
                "/s2s/v2.0/task/bg-replace",
                "/s2s/v2.0/task/bg-replace-v2/",
                "/s2s/v2.0/task",
                "/s2s/v1.0/file/bg-replace-v2",
                "/s2s/",
                "/"
            })
    void anyOtherPathIsNotFound(String path) throws IOException {
        HttpRequest request =
                bench.api(path).POST(BodyPublishers.ofString("{}")).build();

        assertThat(bench.send(request).statusCode()).isEqualTo(404);
    }

    @Test
    void theFeatureIsAsConfigured() throws IOException {
        try (Bench newer = new Bench(options -> options.withFeature("bg-replace"))) {
            assertThat(newer.post("/s2s/v2.0/task/bg-replace", "{}").status()).isEqualTo(400);
            assertThat(newer.post(Bench.TASK, "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void theWrongMethodIsNotAllowed() throws IOException {
        assertThat(bench.get(Bench.FILE).status()).isEqualTo(405);
        assertThat(bench.get(Bench.TASK).status()).isEqualTo(405);
        assertThat(bench.post(Bench.TASK + "/some-task", "{}").status()).isEqualTo(405);
        assertThat(bench.post("/s2s/v1.0/client/credit", "{}").status()).isEqualTo(405);
    }

    @Test
    void everyAnswerCarriesItsOwnRequestId() throws IOException {
        String first =
                bench.get(Bench.FILE).raw().headers().firstValue("x-request-id").orElseThrow();
        String second = bench.register("image/jpg", 5)
                .raw()
                .headers()
                .firstValue("x-request-id")
                .orElseThrow();

        assertThat(first).matches("\\d{18}").isNotEqualTo(second);
    }

    @Test
    void theSameSeedGivesTheSameIds() throws IOException {
        try (Bench again = new Bench();
                Bench other = new Bench(options -> options, options -> options.withSeed(2))) {
            JsonNode id = Bench.file(bench.register("image/jpg", 5)).get("file_id");

            assertThat(Bench.file(again.register("image/jpg", 5)).get("file_id"))
                    .isEqualTo(id);
            assertThat(Bench.file(other.register("image/jpg", 5)).get("file_id"))
                    .isNotEqualTo(id);
        }
    }
}
