package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the server says no and goes on. */
class HostileRequestTest {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void theServerStillAnswers() throws Exception {
        assertThat(door.get("/jobs").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/%",
                "/jobs/%zz",
                "/jobs/%4",
                "/jobs?x=%",
                "/jobs/ a",
                "/jobs/<>",
                "/jobs/\\..\\",
                "*",
                "jobs",
                "mailto:x",
                "http://",
                "///",
                "?",
                "#",
                ""
            })
    void aTargetThatIsNoneIsRefusedOrNotFound(String target) throws Exception {
        door.events.clear();
        String answer = door.rawGet(target);

        assertThat(answer).matches(text -> text.isEmpty() || text.matches("(?s)HTTP/1.1 (302|400|404) .*"));
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/jobs/..%2f..%2fetc",
                "/jobs/%00",
                "/jobs/%ff%fe",
                "/jobs/%25%32%66",
                "/jobs/..;"
            })
    void trickyPathsAreOneVariableAndNothingElse(String path) throws Exception {
        assertThat(door.rawGet(path)).startsWith("HTTP/1.1 200");
        assertThat(door.event().at("/routeKey").textValue()).isEqualTo("GET /jobs/{jobId}");
    }

    @Test
    void dotsAreNotFollowed() throws Exception {
        assertThat(door.rawGet("/any/../jobs")).startsWith("HTTP/1.1 200");
        assertThat(door.event().at("/routeKey").textValue()).isEqualTo("ANY /any/{rest+}");
    }

    @Test
    void aBodyOverTenMegabytesIsRefusedBeforeAnybodySeesIt() throws Exception {
        door.events.clear();
        byte[] body = new byte[RequestReader.LARGEST_BODY + 1];
        HttpResponse<String> known = door.post("/jobs", "application/json", body);
        HttpResponse<String> chunked = door.send(door.request("/jobs")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(known.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(door.events).isEmpty();
    }

    @Test
    void headersOverTheQuotaAreRefused() throws Exception {
        door.events.clear();

        assertThat(door.rawGet("/jobs", "X-Big: " + "a".repeat(RequestReader.LARGEST_HEAD)))
                .startsWith("HTTP/1.1 431")
                .contains("Request Header Fields Too Large");
        assertThat(door.rawGet("/jobs?" + "a".repeat(RequestReader.LARGEST_HEAD)))
                .startsWith("HTTP/1.1 431");
        assertThat(door.events).isEmpty();
        assertThat(door.rawGet("/jobs", "X-Big: " + "a".repeat(RequestReader.LARGEST_HEAD - 100)))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aFloodOfHeadersIsCutOff() throws Exception {
        door.events.clear();
        String[] flood =
                IntStream.range(0, 5000).mapToObj(i -> "X-H" + i + ": " + i).toArray(String[]::new);

        assertThat(door.rawGet("/jobs", flood)).doesNotStartWith("HTTP/1.1 200");
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /jobs\r\n\r\n",
                "GET /jobs HTTP/9.9\r\n\r\n",
                "\u0000\u0001\u0002\u0016\u0003\u0001",
                "POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /jobs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /jobs HTTP/1.1\r\nno colon\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String bytes) throws Exception {
        door.events.clear();

        assertThat(door.raw(bytes)).doesNotStartWith("HTTP/1.1 200");
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example:PORT",
                "localhost:PORT.evil.example",
                "evil@127.0.0.1:PORT",
                "0.0.0.0:PORT",
                "",
                "127.0.0.1:PORT\r\nHost: evil.example"
            })
    void aHostThatIsNotThisServerIsRefused(String host) throws Exception {
        door.events.clear();
        String answer = door.raw("GET /jobs HTTP/1.1\r\nHost: " + host.replace("PORT", "" + door.port())
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("http://127.0.0.1:" + door.port());
        assertThat(door.raw("GET /console/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"})
    void eachNameOfThisServerIsServed(String host) throws Exception {
        assertThat(door.raw("GET /jobs HTTP/1.1\r\nHost: " + host.replace("PORT", "" + door.port())
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws Exception {
        assertThat(door.raw("GET /jobs HTTP/1.0\r\n\r\n")).contains(" 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1:1",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1:PORT.evil.example"
            })
    void aForeignPageMayNotChangeAnything(String origin) throws Exception {
        door.events.clear();
        String name = origin.replace("PORT", "" + door.port());
        HttpResponse<String> response =
                door.send(door.request("/jobs").header("Origin", name).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("CorsConfiguration");
        assertThat(door.send(door.request("/any/x").header("Origin", name).DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:PORT", "http://localhost:PORT", "http://[::1]:PORT"})
    void thisServersOwnPagesMay(String origin) throws Exception {
        assertThat(door.send(door.request("/jobs")
                                .header("Origin", origin.replace("PORT", "" + door.port()))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
    }
}
