package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.cloud.template.HttpCorsView;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String FRIEND = "https://front.example";

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open(new HttpCorsView(
                List.of(FRIEND),
                List.of("GET", "POST"),
                List.of("content-type", "authorization"),
                List.of("apigw-requestid"),
                Optional.of(Duration.ofMinutes(10)),
                true));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void thePreflightIsAnsweredByTheGatewayWithAndWithoutARoute() throws Exception {
        door.events.clear();
        for (String path : List.of("/jobs", "/any/x", "/nowhere")) {
            HttpResponse<String> response = preflight(door, path, FRIEND);
            HttpHeaders headers = response.headers();

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(headers.firstValue("access-control-allow-origin")).contains(FRIEND);
            assertThat(headers.firstValue("access-control-allow-methods")).contains("GET,POST");
            assertThat(headers.firstValue("access-control-allow-headers")).contains("content-type,authorization");
            assertThat(headers.firstValue("access-control-max-age")).contains("600");
            assertThat(headers.firstValue("access-control-allow-credentials")).contains("true");
            assertThat(headers.firstValue("vary")).contains("Origin");
        }
        assertThat(door.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "https://front.example.evil.example", "http://front.example", "null"})
    void aStrangersPreflightGetsNoHeaders(String origin) throws Exception {
        HttpResponse<String> response = preflight(door, "/jobs", origin);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void answersForAFriendHaveTheGatewaysHeadersAndNotTheFunctions() throws Exception {
        door.handler = Door.answering("{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\","
                + "\"Access-Control-Allow-Methods\":\"DELETE\",\"Vary\":\"Accept\"},\"body\":\"x\"}");
        HttpHeaders friend = door.send(
                        door.request("/jobs").header("Origin", FRIEND).POST(HttpRequest.BodyPublishers.ofString("{}")))
                .headers();

        assertThat(friend.allValues("access-control-allow-origin")).containsExactly(FRIEND);
        assertThat(friend.firstValue("access-control-expose-headers")).contains("apigw-requestid");
        assertThat(friend.firstValue("access-control-allow-methods")).isEmpty();
        assertThat(friend.firstValue("vary")).contains("Accept, Origin");

        HttpHeaders stranger = door.send(door.request("/jobs").header("Origin", "https://evil.example"))
                .headers();
        HttpHeaders nobody = door.get("/jobs").headers();
        assertThat(stranger.map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(nobody.map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void anErrorOfTheGatewayHasThemToo() throws Exception {
        HttpResponse<String> response = door.send(door.request("/nowhere").header("Origin", FRIEND));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains(FRIEND);
    }

    @Test
    void anyOriginMeansPagesOfThisMachineHere() throws Exception {
        try (Door any = Door.open(
                new HttpCorsView(List.of("*"), List.of("*"), List.of("*"), List.of(), Optional.empty(), false))) {
            HttpResponse<String> local = any.send(any.request("/jobs")
                    .header("Origin", "http://localhost:5173")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            HttpResponse<String> stranger = any.send(any.request("/jobs").header("Origin", "https://evil.example"));

            assertThat(local.statusCode()).isEqualTo(200);
            assertThat(local.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
            assertThat(stranger.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(preflight(any, "/jobs", "http://127.0.0.1:5173")
                            .headers()
                            .firstValue("access-control-allow-methods"))
                    .contains("*");
            assertThat(preflight(any, "/jobs", "http://localhost.evil.example")
                            .headers()
                            .map())
                    .doesNotContainKey("access-control-allow-methods");
            assertThat(any.send(any.request("/jobs")
                                    .header("Origin", "https://evil.example")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutSettingsOptionsIsAMethodLikeOthersAndTheFunctionsHeadersStay() throws Exception {
        try (Door plain = Door.open()) {
            plain.handler = Door.answering(
                    "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"https://a.example\"}}");

            assertThat(preflight(plain, "/jobs", FRIEND).statusCode()).isEqualTo(404);
            assertThat(preflight(plain, "/any/x", FRIEND).statusCode()).isEqualTo(200);
            assertThat(plain.get("/jobs").headers().firstValue("access-control-allow-origin"))
                    .contains("https://a.example");
        }
    }

    private static HttpResponse<String> preflight(Door door, String path, String origin) throws Exception {
        return door.send(door.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }
}
