package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    private static final String INTERNAL = "{\"message\":\"Internal Server Error\"}";

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void aResponseIsSentAsTheFunctionSaysIt() throws Exception {
        HttpResponse<String> response = answer("""
                {"statusCode": 201, "headers": {"Content-Type": "application/problem+json", "X-Number": 7, "Location": "/x"},
                 "cookies": ["a=1; Path=/", "b=2"], "body": "{\\"ü\\": 1}", "isBase64Encoded": false}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"ü\": 1}");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("x-number")).contains("7");
        assertThat(response.headers().firstValue("location")).contains("/x");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1; Path=/", "b=2");
    }

    @Test
    void aBodyInBase64IsSentAsBytes() throws Exception {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0};
        door.handler = Door.answering("{\"statusCode\":200,\"headers\":{\"content-type\":\"image/png\"},\"body\":\""
                + Base64.getEncoder().encodeToString(bytes) + "\",\"isBase64Encoded\":true}");

        assertThat(door.http
                        .send(door.request("/jobs").build(), HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .isEqualTo(bytes);
    }

    @Test
    void aResponseWithoutATypeIsPlainText() throws Exception {
        HttpResponse<String> response = answer("{\"statusCode\": \"404\", \"body\": \"no\"}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jobs\": []}", "[1, 2]", "\"text\"", "null", "{\"half\":", ""})
    void aPayloadWithoutAStatusIsTheBodyAndJson(String payload) throws Exception {
        HttpResponse<String> response = answer(payload);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(payload);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\": \"OK\"}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 600}",
                "{\"statusCode\": null}",
                "{\"statusCode\": 200.5}",
                "{\"statusCode\": 200, \"body\": {\"a\": 1}}",
                "{\"statusCode\": 200, \"body\": \"%%%\", \"isBase64Encoded\": true}",
                "{\"statusCode\": 200, \"headers\": {\"a b\": \"c\"}}",
                "{\"statusCode\": 200, \"headers\": {\"\": \"c\"}}",
                "{\"statusCode\": 200, \"headers\": {\"x\": \"a\\r\\nSet-Cookie: b=c\"}}",
                "{\"statusCode\": 200, \"headers\": {\"x\": [\"a\"]}}",
                "{\"statusCode\": 200, \"headers\": [\"x\"]}",
                "{\"statusCode\": 200, \"cookies\": \"a=1\"}",
                "{\"statusCode\": 200, \"cookies\": [\"a=1\\n\"]}"
            })
    void aResponseThatIsNoneIsAnInternalServerErrorAndSaysWhyInTheLog(String payload) throws Exception {
        door.log.clear();
        HttpResponse<String> response = answer(payload);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo(INTERNAL);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(door.log).singleElement().asString().contains("GET /jobs", "500", "ApiFunction");
    }

    @Test
    void aFunctionThatFailsIsAnInternalServerErrorThatTellsTheCallerNothing() throws Exception {
        door.handler = (in, out, context) -> {
            throw new IllegalStateException("the secret reason");
        };
        door.log.clear();
        HttpResponse<String> response = door.get("/jobs");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo(INTERNAL);
        assertThat(door.log).singleElement().asString().contains("the secret reason");
    }

    @Test
    void aFunctionThatTakesTooLongIsAnsweredForAndGoesOn() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Door slow = Door.open(Duration.ofMillis(100))) {
            slow.handler = (in, out, context) -> {
                try {
                    if (answered.await(20, TimeUnit.SECONDS)) {
                        done.countDown();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            HttpResponse<String> response = slow.get("/jobs");
            answered.countDown();

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/jobs/", "/jobs/1/2", "/any", "/any/", "/Jobs", "/consoles"})
    void whatHasNoRouteIsNotFound(String path) throws Exception {
        HttpResponse<String> response = door.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void aMethodWithoutARouteIsNotFound() throws Exception {
        assertThat(door.send(door.request("/jobs").DELETE()).statusCode()).isEqualTo(404);
        assertThat(door.send(door.request("/jobs").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAnswerToHeadHasALengthAndNoBody() throws Exception {
        door.handler = Door.answering("{\"statusCode\":200,\"body\":\"12345\"}");
        HttpResponse<String> response =
                door.send(door.request("/any/x").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-length")).contains("5");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void aStatusWithoutABodyHasNone(int status) throws Exception {
        HttpResponse<String> response = answer("{\"statusCode\":" + status + ",\"body\":\"ignored\"}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void headersOfTheConnectionAreNotTheFunctions() throws Exception {
        HttpResponse<String> response =
                answer("{\"statusCode\":200,\"headers\":{\"Content-Length\":\"999\",\"Transfer-Encoding\":\"chunked\","
                        + "\"Connection\":\"upgrade\"},\"body\":\"abc\"}");

        assertThat(response.body()).isEqualTo("abc");
        assertThat(response.headers().firstValue("content-length")).contains("3");
    }

    @Test
    void aRequestThatIsTooLargeForLambdaIsTooLarge() throws Exception {
        HttpResponse<String> response = door.post("/jobs", "image/png", new byte[5 * 1024 * 1024]);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> HttpApiServer.bind(door.port(), Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + door.port());
    }

    @Test
    void aServerThatNeverServedCanBeClosed() {
        HttpApiServer unused = HttpApiServer.bind(0, Clock.systemUTC());
        int port = unused.address().getPort();
        unused.close();

        try (HttpApiServer again = HttpApiServer.bind(port, Clock.systemUTC())) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
    }

    private static HttpResponse<String> answer(String payload) throws Exception {
        door.handler = (in, out, context) -> out.write(payload.getBytes(StandardCharsets.UTF_8));
        return door.get("/jobs");
    }
}
