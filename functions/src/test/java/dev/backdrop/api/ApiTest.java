package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.api.Effects.Break;
import dev.backdrop.job.Job;
import dev.backdrop.json.Json;
import dev.backdrop.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiTest {

    private final Desk desk = new Desk();

    private static GatewayEvent event(String method, String path, String body, boolean base64) {
        return new GatewayEvent(
                path,
                null,
                Map.of("content-type", "application/json; charset=UTF-8"),
                new GatewayEvent.RequestContext("req-1", new GatewayEvent.RequestContext.Http(method)),
                body,
                base64);
    }

    @Test
    void anEventIsReadAsTheGatewayWritesIt() throws IOException {
        GatewayEvent event = Json.mapper()
                .readValue(
                        "{\"version\":\"2.0\",\"routeKey\":\"POST /jobs\",\"rawPath\":\"/jobs\",\"rawQueryString\":\"a=1\","
                                + "\"headers\":{\"content-type\":\"application/json\"},"
                                + "\"requestContext\":{\"accountId\":\"1\",\"requestId\":\"id\",\"http\":{\"method\":\"POST\","
                                + "\"path\":\"/jobs\"}},\"body\":\"e30=\",\"isBase64Encoded\":true}",
                        GatewayEvent.class);
        assertThat(event.rawPath()).isEqualTo("/jobs");
        assertThat(event.rawQueryString()).isEqualTo("a=1");
        assertThat(event.requestContext().http().method()).isEqualTo("POST");
        assertThat(event.isBase64Encoded()).isTrue();
        assertThat(Call.of(event).body()).asString().isEqualTo("{}");
    }

    @Test
    void anAnswerIsWrittenAsTheGatewayReadsIt() {
        JsonNode json = Json.mapper().valueToTree(new GatewayAnswer(200, Map.of("content-type", "text/plain"), "x"));
        assertThat(json)
                .hasToString("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain\"},\"body\":\"x\"}");
    }

    @Test
    void aBodyMayComeInBase64() {
        String encoded = Base64.getEncoder().encodeToString(Desk.UPLOAD.getBytes(StandardCharsets.UTF_8));
        assertThat(desk.call(event("POST", "/jobs", encoded, true)).status()).isEqualTo(201);
        assertThat(desk.call(event("POST", "/jobs", "%%%", true)).status()).isEqualTo(400);
    }

    @Test
    void bytesThatAreNoUtf8AreNoJson() {
        String encoded = Base64.getEncoder().encodeToString(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertThat(desk.call(event("POST", "/jobs", encoded, true)).status()).isEqualTo(400);
    }

    @Test
    void aStoreThatStaysAwayIsAReasonToAskAgain() {
        desk.effects.breakAt(1, Break.AWAY_BEFORE);
        Desk.Reply reply = desk.get("/jobs/" + "a".repeat(32));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "5");
        assertThat(reply.body().path("detail").asText()).doesNotContain("it stays away");
        assertThat(desk.logged()).contains("it stays away");
    }

    @Test
    void whatNobodyExpectedIsLoggedAndNotShown() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Router broken = new Router(List.of(new Route("GET", "/jobs", call -> {
            throw new IllegalStateException("the table is called s3cret");
        })));
        Api api = new Api(broken, desk.clock, new Log(new PrintStream(log, true, StandardCharsets.UTF_8), desk.clock));
        GatewayAnswer answer = api.handle(event("GET", "/jobs", null, false));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body()).contains("req-1").doesNotContain("s3cret", "IllegalState");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("IllegalStateException: the table is called s3cret", "ApiTest");
    }

    @Test
    void eachCallIsOneLineThatNamesItsRouteAndJobAndNothingSecret() throws IOException {
        Job job = desk.put(Jobs.succeeded());
        desk.get("/jobs/" + job.jobId());
        desk.postWithKey("my-secret-key", Desk.ADDRESS);
        desk.get("/jobs/not-an-id");
        desk.get("/nowhere/s3cret");
        List<String> lines = desk.logged().lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode line = Json.mapper().readTree(lines.get(0));
        assertThat(line.path("method").asText()).isEqualTo("GET");
        assertThat(line.path("route").asText()).isEqualTo("/jobs/{jobId}");
        assertThat(line.path("status").asText()).isEqualTo("200");
        assertThat(line.path("jobId").asText()).isEqualTo(job.jobId());
        assertThat(line.path("requestId").asText()).isEqualTo("req-1");
        assertThat(Json.mapper().readTree(lines.get(1)).path("jobId").asText()).matches("[0-9a-f]{32}");
        assertThat(desk.logged())
                .doesNotContain("signature", "s3cret", "my-secret-key", "not-an-id")
                .contains("\"route\":\"none\"");
    }
}
