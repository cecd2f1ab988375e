package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestEventTest {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.events.clear();
    }

    @Test
    void anEventHasEveryFieldOfPayloadFormatTwo() throws Exception {
        door.send(door.request("/jobs/a%20b%2Fc%C3%A9?x=1&y=%26+%2B&x=2&flag&e=")
                .header("User-Agent", "test/1")
                .header("X-Thing", "one")
                .header("X-Thing", "two")
                .header("Cookie", "a=1; b=2"));
        JsonNode event = door.event();

        assertThat(names(event))
                .containsExactlyInAnyOrder(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "cookies",
                        "headers",
                        "queryStringParameters",
                        "requestContext",
                        "pathParameters",
                        "isBase64Encoded");
        assertThat(text(event, "/version")).isEqualTo("2.0");
        assertThat(text(event, "/routeKey")).isEqualTo("GET /jobs/{jobId}");
        assertThat(text(event, "/rawPath")).isEqualTo("/jobs/a b/cé");
        assertThat(text(event, "/rawQueryString")).isEqualTo("x=1&y=%26+%2B&x=2&flag&e=");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(event.path("queryStringParameters").toString())
                .isEqualTo("{\"x\":\"1,2\",\"y\":\"& +\",\"flag\":\"\",\"e\":\"\"}");
        assertThat(event.path("pathParameters").toString()).isEqualTo("{\"jobId\":\"a b/cé\"}");
        assertThat(event.path("isBase64Encoded").booleanValue()).isFalse();
    }

    @Test
    void theContextSaysWhoAsksForWhatAndWhen() throws Exception {
        String requestId = door.send(door.request("/jobs/7").header("User-Agent", "test/1"))
                .headers()
                .firstValue("apigw-requestid")
                .orElseThrow();
        JsonNode context = door.event().path("requestContext");

        assertThat(names(context))
                .containsExactlyInAnyOrder(
                        "accountId",
                        "apiId",
                        "domainName",
                        "domainPrefix",
                        "http",
                        "requestId",
                        "routeKey",
                        "stage",
                        "time",
                        "timeEpoch");
        assertThat(text(context, "/accountId")).isEqualTo("000000000000");
        assertThat(text(context, "/apiId")).isEqualTo("shop-api");
        assertThat(text(context, "/domainName")).isEqualTo("127.0.0.1:" + door.port());
        assertThat(context.path("http").toString())
                .isEqualTo("{\"method\":\"GET\",\"path\":\"/jobs/7\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"test/1\"}");
        assertThat(text(context, "/requestId")).isEqualTo(requestId).hasSize(16);
        assertThat(text(context, "/routeKey")).isEqualTo("GET /jobs/{jobId}");
        assertThat(text(context, "/stage")).isEqualTo("$default");
        assertThat(text(context, "/time")).isEqualTo("21/Nov/2026:09:05:07 +0000");
        assertThat(context.path("timeEpoch").longValue()).isEqualTo(Door.NOW.toEpochMilli());
    }

    @Test
    void headersAreInLowerCaseAndJoinedAndCookiesAreNotAmongThem() throws Exception {
        door.send(door.request("/jobs")
                .header("X-Thing", "one")
                .header("x-thing", "two")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Cookie", "a=1"));
        JsonNode headers = door.event().path("headers");

        assertThat(names(headers)).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        assertThat(text(headers, "/x-thing")).isEqualTo("one,two");
        assertThat(text(headers, "/host")).isEqualTo("127.0.0.1:" + door.port());
        assertThat(text(headers, "/content-length")).isEqualTo("0");
        assertThat(text(headers, "/x-forwarded-for")).isEqualTo("10.0.0.1, 127.0.0.1");
        assertThat(text(headers, "/x-forwarded-proto")).isEqualTo("http");
        assertThat(text(headers, "/x-forwarded-port")).isEqualTo("" + door.port());
        assertThat(text(headers, "/x-amzn-trace-id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(headers.has("cookie")).isFalse();
    }

    @Test
    void whatIsNotThereIsNotInTheEvent() throws Exception {
        door.get("/jobs");

        assertThat(names(door.event()))
                .containsExactlyInAnyOrder(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded");
        assertThat(text(door.event(), "/rawQueryString")).isEmpty();
    }

    @ParameterizedTest(name = "{0} comes in Base64: {1}")
    @CsvSource({
        "application/json, false",
        "application/json; charset=utf-8, false",
        "APPLICATION/JSON, false",
        "text/plain, false",
        "text/csv, false",
        "application/xml, false",
        "application/javascript, false",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
        "image/png, true",
        "multipart/form-data; boundary=x, true"
    })
    void aBodyComesAsTextOrInBase64AsItsTypeSays(String type, boolean encoded) throws Exception {
        String body = "{\"name\":\"Käse\"}";
        door.post("/jobs", type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(door.event().path("isBase64Encoded").booleanValue()).isEqualTo(encoded);
        assertThat(text(door.event(), "/body"))
                .isEqualTo(encoded ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) : body);
        assertThat(text(door.event(), "/headers/content-length")).isEqualTo("16");
        assertThat(text(door.event(), "/headers/content-type")).isEqualTo(type);
    }

    @Test
    void textThatIsPackedOrIsNoTextIsNotTakenForText() throws Exception {
        byte[] bytes = {(byte) 0xff, (byte) 0xd8, 0, 1};
        door.post("/jobs", "application/json", bytes);
        assertThat(door.event().path("isBase64Encoded").booleanValue()).isTrue();
        assertThat(Base64.getDecoder().decode(text(door.event(), "/body"))).isEqualTo(bytes);

        door.send(door.request("/jobs")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(door.event().path("isBase64Encoded").booleanValue()).isTrue();

        door.send(door.request("/jobs").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(door.event().path("isBase64Encoded").booleanValue()).isTrue();
    }

    @Test
    void aGreedyVariableHasTheRestOfThePath() throws Exception {
        door.send(door.request("/any/a/b%20c//d").method("PATCH", HttpRequest.BodyPublishers.noBody()));

        assertThat(text(door.event(), "/routeKey")).isEqualTo("ANY /any/{rest+}");
        assertThat(text(door.event(), "/requestContext/http/method")).isEqualTo("PATCH");
        assertThat(text(door.event(), "/pathParameters/rest")).isEqualTo("a/b c//d");
    }

    @Test
    void twoSlashesInFrontMakeNoHost() throws Exception {
        assertThat(door.rawGet("//jobs/7")).startsWith("HTTP/1.1 404");
        assertThat(door.events).isEmpty();
    }

    @Test
    void aTargetMayNameTheHost() throws Exception {
        assertThat(door.rawGet("http://127.0.0.1:" + door.port() + "/jobs/7?a=b"))
                .startsWith("HTTP/1.1 200");
        assertThat(text(door.event(), "/rawPath")).isEqualTo("/jobs/7");
        assertThat(text(door.event(), "/rawQueryString")).isEqualTo("a=b");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).textValue();
    }
}
