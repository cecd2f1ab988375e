package dev.backdrop.local.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console", "/?x=1"})
    void theFrontDoorLeadsToTheConsole(String path) throws Exception {
        HttpResponse<String> response = door.get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).contains("/console/");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/console/, text/html; charset=utf-8",
        "/console/index.html, text/html; charset=utf-8",
        "/console/test-pages/app.js, text/javascript; charset=utf-8",
        "/console/test-pages/app.js?v=1, text/javascript; charset=utf-8",
        "/console/test-pages/style.css, text/css; charset=utf-8",
        "/console/test-pages/mark.svg, image/svg+xml",
        "/console/test-pages/data.json, application/json"
    })
    void filesAreServedWithTheirTypeAndMayBeUsedOnlyHere(String path, String type) throws Exception {
        HttpResponse<String> response = door.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty();
        assertThat(response.headers().firstValue("content-type")).contains(type);
        assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self';")
                .contains("connect-src 'self' " + Door.S3 + ";")
                .contains("img-src 'self' data: blob: " + Door.S3 + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nothing.js",
                "/console/test-pages",
                "/console/test-pages/",
                "/console/test-pages/secret.properties",
                "/console/../simplelogger.properties",
                "/console/%2e%2e/dev/backdrop/local/cloud/template/template.yaml",
                "/console/%2e%2e%2findex.html",
                "/console/..%2findex.html",
                "/console/..%5cindex.html",
                "/console/test-pages/../index.html",
                "/console/test-pages/./app.js",
                "/console/test-pages//app.js",
                "/console//test-pages/app.js",
                "/console/test-pages/app%2ejs",
                "/console/test-pages/app.js%00",
                "/console/test-pages/app.js/",
                "/console/.hidden.js",
                "/console//etc/passwd.txt",
                "/console/file:/etc/passwd.txt",
                "/console/index.html;x.js"
            })
    void nothingElseIsServed(String path) throws Exception {
        String answer = door.rawGet(path);

        assertThat(answer).startsWith("HTTP/1.1 404").contains("{\"message\":\"Not Found\"}");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("x-content-type-options: nosniff");
    }

    @Test
    void aHeadHasNoBodyAndOtherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> head =
                door.send(door.request("/console/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> post = door.send(door.request("/console/").POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
    }
}
