package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a call, it is told as a problem, and nothing happens. */
class RefusalsTest {

    private static final String S3 = "\"source\":{\"s3\":{\"key\":\"uploads/shoe.jpg\"}}";

    private final Desk desk = new Desk();

    @AfterEach
    void nothingHappened() {
        assertThat(desk.jobs.all()).isEmpty();
        assertThat(desk.executions.started()).isEmpty();
        assertThat(desk.bucket.writes()).isZero();
        assertThat(desk.keys.size()).isZero();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                        "source | {}",
                        "source | {\"background\":{\"transparent\":true}}",
                        "source | {\"source\":null}",
                        "source | {\"source\":[]}",
                        "source | {\"source\":\"uploads/a.jpg\"}",
                        "source | {\"source\":{}}",
                        "source | {\"source\":{\"url\":\"https://a.example.com/a\",\"s3\":{\"key\":\"uploads/a\"}}}",
                        "source.file | {\"source\":{\"file\":\"a.jpg\"}}",
                        "priority | {\"priority\":1," + S3 + "}",
                        "source.upload | {\"source\":{\"upload\":1}}",
                        "source.upload.fileName | {\"source\":{\"upload\":{\"contentType\":\"image/png\",\"size\":1}}}",
                        "source.upload.fileName | " + upload("\"\"", "\"image/png\"", "1"),
                        "source.upload.fileName | " + upload("7", "\"image/png\"", "1"),
                        "source.upload.fileName | " + upload("\"" + "x".repeat(256) + "\"", "\"image/png\"", "1"),
                        "source.upload.contentType | {\"source\":{\"upload\":{\"fileName\":\"a\",\"size\":1}}}",
                        "source.upload.contentType | " + upload("\"a\"", "\"image/svg+xml\"", "1"),
                        "source.upload.contentType | " + upload("\"a\"", "null", "1"),
                        "source.upload.size | {\"source\":{\"upload\":{\"fileName\":\"a\",\"contentType\":\"image/png\"}}}",
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "0"),
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "-5"),
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "1000001"),
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "\"5\""),
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "1.5"),
                        "source.upload.size | " + upload("\"a\"", "\"image/png\"", "18446744073709551621"),
                        "source.upload.owner | {\"source\":{\"upload\":{\"owner\":1}}}",
                        "source.s3.key | {\"source\":{\"s3\":{}}}",
                        "source.s3.key | {\"source\":{\"s3\":{\"key\":\"\"}}}",
                        "source.s3.key | {\"source\":{\"s3\":{\"key\":5}}}",
                        "source.s3.key | {\"source\":{\"s3\":{\"key\":\"uploads/" + "ß".repeat(600) + "\"}}}",
                        "source.s3.versionId | {\"source\":{\"s3\":{\"key\":\"uploads/a\",\"versionId\":\"\"}}}",
                        "source.s3.bucket | {\"source\":{\"s3\":{\"key\":\"uploads/a\",\"bucket\":null}}}",
                        "source.url | {\"source\":{\"url\":7}}",
                        "source.url | {\"source\":{\"url\":\"\"}}",
                        "source.url | {\"source\":{\"url\":\"https://a b/\"}}",
                        "source.url | {\"source\":{\"url\":\"https://a.example.com/" + "x".repeat(2048) + "\"}}",
                        "background | {" + S3 + ",\"background\":null}",
                        "background | {" + S3 + ",\"background\":{}}",
                        "background | {" + S3 + ",\"background\":{\"color\":\"#fff\",\"prompt\":\"x\"}}",
                        "background.colour | {" + S3 + ",\"background\":{\"colour\":\"#fff\"}}",
                        "background.color | {" + S3 + ",\"background\":{\"color\":\"blue\"}}",
                        "background.prompt | {" + S3 + ",\"background\":{\"prompt\":\"  \"}}",
                        "background.prompt | {" + S3 + ",\"background\":{\"prompt\":\"" + "x".repeat(1025) + "\"}}",
                        "background.image | {" + S3 + ",\"background\":{\"image\":\"http://a.example.com/b\"}}",
                        "background.image | {" + S3 + ",\"background\":{\"image\":\"https://a.example.com/"
                                + "x".repeat(2048) + "\"}}",
                        "background.transparent | {" + S3 + ",\"background\":{\"transparent\":false}}",
                        "provider | {" + S3 + ",\"provider\":null}",
                        "provider | {" + S3 + ",\"provider\":3}",
                        "seed | {" + S3 + ",\"seed\":\"1\"}",
                        "seed | {" + S3 + ",\"seed\":-1}",
                        "seed | {" + S3 + ",\"seed\":4294967296}",
                        "seed | {" + S3 + ",\"seed\":1.5}",
                        "output | {" + S3 + ",\"output\":\"png\"}",
                        "output.format | {" + S3 + ",\"output\":{\"format\":\"gif\"}}",
                        "output.maxSide | {" + S3 + ",\"output\":{\"maxSide\":0}}",
                        "output.maxSide | {" + S3 + ",\"output\":{\"maxSide\":18446744073709551621}}",
                        "placement | {" + S3 + ",\"placement\":[]}",
                        "placement.canvas | {" + S3 + ",\"placement\":{\"canvas\":\"0x5\"}}",
                        "placement.scale | {" + S3 + ",\"placement\":{\"scale\":11}}",
                        "placement.anchor | {" + S3 + ",\"placement\":{\"anchor\":\"middle\"}}")
                .map(row -> row.split(" \\| ", 2))
                .map(row -> Arguments.of(row[0], row[1]));
    }

    private static String upload(String name, String type, String size) {
        return "{\"source\":{\"upload\":{\"fileName\":" + name + ",\"contentType\":" + type + ",\"size\":" + size
                + "}}}";
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aFieldThatIsWrongInItselfIsABadRequestThatNamesIt(String field, String body) {
        Desk.Reply reply = desk.postWithKey("k", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(reply.body().at("/errors/0/problem").asText()).isNotBlank();
        assertThat(reply.body().path("title").asText()).isEqualTo("Bad Request");
        assertThat(reply.body().path("instance").asText()).isEqualTo("/jobs");
    }

    static Stream<Arguments> notHere() {
        return Stream.of(
                Arguments.of("source.s3.key", "{\"key\":\"uploads/gone.jpg\"}"),
                Arguments.of("source.s3.key", "{\"key\":\"uploads/shoe.jpg\",\"versionId\":\"v2\"}"),
                Arguments.of("source.s3.key", "{\"key\":\"presets/white.json\"}"),
                Arguments.of("source.s3.key", "{\"key\":\"uploads\"}"),
                Arguments.of("source.s3.key", "{\"key\":\"uploads/\"}"),
                Arguments.of("source.s3.key", "{\"key\":\"batches/autumn/\"}"),
                Arguments.of("source.s3.bucket", "{\"bucket\":\"somebody-elses\",\"key\":\"uploads/shoe.jpg\"}"));
    }

    @ParameterizedTest
    @MethodSource("notHere")
    void whatIsNotInTheInputBucketsFoldersIsUnprocessable(String field, String s3) {
        Desk.Reply reply = desk.postWithKey("k", "{\"source\":{\"s3\":" + s3 + "}}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "{}{}",
                "{\"source\":1,\"source\":2}",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":NaN}",
                "\u0000"
            })
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
        Desk.Reply reply = desk.post("/jobs", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("detail").asText()).contains("body");
    }

    @Test
    void noBodyAtAllIsABadRequest() {
        assertThat(desk.post("/jobs", null).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooDeepIsRefusedBeforeItIsUnderstood() {
        String deep = "{\"a\":".repeat(Body.DEEPEST + 1) + "1" + "}".repeat(Body.DEEPEST + 1);
        Desk.Reply reply = desk.post("/jobs", deep);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("detail").asText()).contains("nesting");
    }

    @Test
    void aHugeNumberIsRefused() {
        Desk.Reply reply = desk.post("/jobs", "{\"seed\":" + "9".repeat(10_000) + "," + S3 + "}");
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsToldSo() {
        Desk.Reply reply = desk.post("/jobs", "{\"a\":\"" + "x".repeat(Body.LARGEST) + "\"}");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body().path("title").asText()).isEqualTo("Content Too Large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/jsonp",
                "application/problem+json",
                ""
            })
    void anotherTypeOfBodyIsUnsupported(String type) {
        Desk.Reply reply = desk.call("POST", "/jobs", "", Map.of("content-type", type), Desk.STORED);
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void aBodyWithoutATypeIsUnsupported() {
        assertThat(desk.call("POST", "/jobs", "", Map.of(), Desk.STORED).status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "tab\there", "größe"})
    void aKeyThatCanNotBeReadIsABadRequest(String key) {
        Desk.Reply reply = desk.postWithKey(key, Desk.STORED);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aKeyOfMoreThan200CharactersIsABadRequest() {
        assertThat(desk.postWithKey("k".repeat(201), Desk.STORED).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=DONE",
                "status=",
                "source=",
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=x",
                "cursor=",
                "since=now",
                "until=2026-11-21",
                "page=2",
                "limit=1&limit=2",
                "status=FAILED&source=uploads%2Fa.jpg",
                "since=2026-11-21T09:00:00+01:00"
            })
    void aWrongParameterIsABadRequest(String query) {
        assertThat(desk.get("/jobs?" + query).status()).isEqualTo(400);
    }

    @Test
    void noOperationTakesAParameterThatItDoesNotKnow() {
        String job = "/jobs/" + "a".repeat(32);
        assertThat(desk.get(job + "?x=1").status()).isEqualTo(400);
        assertThat(desk.get("/providers?x=1").status()).isEqualTo(400);
        for (String path : new String[] {"/jobs", job + "/retry", job + "/cancel", "/backgrounds"}) {
            assertThat(desk.call("POST", path, "x=1", Map.of("content-type", "application/json"), "{}")
                            .status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/ffffffffffffffffffffffffffffffff",
                "/jobs/1",
                "/jobs/%2e%2e",
                "/jobs/FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
            })
    void aJobThatIsNotThereIsNotFound(String path) {
        assertThat(desk.get(path).status()).isEqualTo(404);
        assertThat(desk.post(path + "/retry", "{}").status()).isEqualTo(404);
        assertThat(desk.post(path + "/cancel", null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"acceptPossibleCharge\":\"true\"}", "{\"acceptPossibleCharge\":null}",
                        "{\"acceptPossibleCharge\":1}",
                "{\"force\":true}", "[]", "x"
            })
    void aRetryWithAWrongBodyIsABadRequest(String body) {
        assertThat(desk.post("/jobs/" + "a".repeat(32) + "/retry", body).status())
                .isEqualTo(400);
    }

    @Test
    void otherPathsAndMethodsAreNotFound() {
        assertThat(desk.get("/").status()).isEqualTo(404);
        assertThat(desk.get("/jobs/").status()).isEqualTo(404);
        assertThat(desk.call("DELETE", "/jobs", "", Map.of(), null).status()).isEqualTo(404);
        Desk.Reply reply = desk.post("/providers", "{}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("detail").asText()).isEqualTo("there is no operation POST /providers");
    }

    @Test
    void everyKindOfJsonValueInEveryFieldIsAnswered() {
        String[] values = {"null", "true", "0", "-1", "1e400", "\"\"", "\"\\ud800\"", "[]", "[[]]", "{}", "{\"key\":{}}"
        };
        String[] fields = {"source", "background", "provider", "seed", "output", "placement", "x"};
        for (String field : fields) {
            for (String value : values) {
                String body =
                        "{\"" + field + "\":" + value + ("source".equals(field) ? "" : ",\"source\":{\"s3\":{}}") + "}";
                assertThat(desk.post("/jobs", body).status()).as(body).isEqualTo(400);
            }
        }
    }

    @Test
    void aProblemHasAllThatTheRfcAsksFor() {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.put("type", "about:blank")
                .put("title", "Not Found")
                .put("status", 404)
                .put("detail", "there is no job " + "a".repeat(32))
                .put("instance", "/jobs/" + "a".repeat(32));
        assertThat(desk.get("/jobs/" + "a".repeat(32)).body()).isEqualTo(expected);
    }
}
