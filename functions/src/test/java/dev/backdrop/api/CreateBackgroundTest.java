package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.job.AnnouncedUploads;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateBackgroundTest {

    private static final String MARBLE = "{\"fileName\":\"marble.jpg\",\"contentType\":\"image/jpeg\",\"size\":734003}";
    private static final String FOLDER = "s3://photos-in/backgrounds/api/";

    private final Desk desk = new Desk();

    @AfterEach
    void nothingIsWritten() {
        assertThat(desk.bucket.writes()).isZero();
        assertThat(desk.keys.size()).isZero();
        assertThat(desk.executions.started()).isEmpty();
    }

    private static String named(String fileName) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("fileName", fileName)
                .put("contentType", "image/png")
                .put("size", 5)
                .toString();
    }

    @Test
    void aPictureIsToldWhereToGoAndWhatItWillBeCalled() {
        Desk.Reply reply = desk.post("/backgrounds", MARBLE);

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        assertThat(reply.headers()).containsEntry("cache-control", "no-store").doesNotContainKey("location");
        String image = reply.body().path("image").asText();
        assertThat(image).matches(FOLDER + "[0-9a-f]{32}/marble\\.jpg");
        JsonNode upload = reply.body().path("upload");
        assertThat(upload.path("method").asText()).isEqualTo("PUT");
        assertThat(upload.path("url").asText()).contains(image.substring("s3://photos-in/".length()));
        assertThat(upload.path("headers").properties())
                .extracting(header -> header.getKey() + ": " + header.getValue().asText())
                .containsExactlyInAnyOrder("Content-Type: image/jpeg", "Content-Length: 734003", "If-None-Match: *");
        assertThat(upload.path("expiresAt").asText()).isEqualTo("2026-11-21T09:15:00Z");
        assertThat(desk.jobs.all()).isEmpty();
    }

    @Test
    void askedTwiceThereAreTwoAddresses() {
        assertThat(desk.post("/backgrounds", MARBLE).body().path("image"))
                .isNotEqualTo(desk.post("/backgrounds", MARBLE).body().path("image"));
    }

    @Test
    void itsPlaceIsNoAnnouncedPhotos() {
        String image = desk.post("/backgrounds", MARBLE).body().path("image").asText();
        assertThat(AnnouncedUploads.jobId(image.substring("s3://photos-in/".length())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "marble.jpg, marble.jpg",
        "../../presets/api.json, api.json",
        "'C:\\pictures\\white marble.png', white_marble.png",
        ".., background",
        "'/', background",
        "größe&1=2%20#?.png, gr_e_1_2_20_.png",
        "'s3://other/key', key",
        "👟, background"
    })
    void whateverItsFileIsCalledAJobCanNameIt(String fileName, String kept) {
        Desk.Reply reply = desk.post("/backgrounds", named(fileName));

        String image = reply.body().path("image").asText();
        assertThat(image).matches(FOLDER + "[0-9a-f]{32}/" + kept.replace(".", "\\."));
        assertThat(job(image).status()).isEqualTo(201);
    }

    @Test
    void aLongNameKeepsItsEnd() {
        Desk.Reply reply = desk.post("/backgrounds", named("x".repeat(251) + ".png"));

        String image = reply.body().path("image").asText();
        assertThat(image).endsWith("/" + "x".repeat(96) + ".png");
        assertThat(job(image).status()).isEqualTo(201);
    }

    private Desk.Reply job(String image) {
        return desk.post(
                "/jobs",
                Desk.UPLOAD.replaceFirst(
                        "}$", ",\"provider\":\"cutter\",\"background\":{\"image\":\"" + image + "\"}}"));
    }

    @Test
    void theCallIsOneLineWithoutTheLink() throws IOException {
        desk.post("/backgrounds", MARBLE);

        List<String> lines = desk.logged().lines().toList();
        assertThat(lines).hasSize(1);
        JsonNode line = Json.mapper().readTree(lines.get(0));
        assertThat(line.path("route").asText()).isEqualTo("/backgrounds");
        assertThat(line.path("status").asText()).isEqualTo("201");
        assertThat(line.path("requestId").asText()).isEqualTo("req-1");
        assertThat(desk.logged()).doesNotContain("signature", "marble");
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                        "fileName | " + body(null, "\"image/png\"", "1"),
                        "fileName | " + body("\"\"", "\"image/png\"", "1"),
                        "fileName | " + body("7", "\"image/png\"", "1"),
                        "fileName | " + body("null", "\"image/png\"", "1"),
                        "fileName | " + body("\"" + "x".repeat(256) + "\"", "\"image/png\"", "1"),
                        "contentType | " + body("\"a\"", null, "1"),
                        "contentType | " + body("\"a\"", "null", "1"),
                        "contentType | " + body("\"a\"", "\"\"", "1"),
                        "contentType | " + body("\"a\"", "\"image/svg+xml\"", "1"),
                        "contentType | " + body("\"a\"", "\"image/PNG\"", "1"),
                        "contentType | " + body("\"a\"", "\"text/html\"", "1"),
                        "contentType | " + body("\"a\"", "[\"image/png\"]", "1"),
                        "size | " + body("\"a\"", "\"image/png\"", null),
                        "size | " + body("\"a\"", "\"image/png\"", "null"),
                        "size | " + body("\"a\"", "\"image/png\"", "0"),
                        "size | " + body("\"a\"", "\"image/png\"", "-5"),
                        "size | " + body("\"a\"", "\"image/png\"", "1000001"),
                        "size | " + body("\"a\"", "\"image/png\"", "\"5\""),
                        "size | " + body("\"a\"", "\"image/png\"", "1.5"),
                        "size | " + body("\"a\"", "\"image/png\"", "1e400"),
                        "size | " + body("\"a\"", "\"image/png\"", "18446744073709551621"),
                        "key | {\"key\":\"uploads/a.jpg\"}",
                        "source | {\"source\":{\"upload\":" + MARBLE + "}}")
                .map(row -> row.split(" \\| ", 2))
                .map(row -> Arguments.of(row[0], row[1]));
    }

    /** Null leaves a field out. */
    private static String body(String fileName, String contentType, String size) {
        String all = (fileName == null ? "" : ",\"fileName\":" + fileName)
                + (contentType == null ? "" : ",\"contentType\":" + contentType)
                + (size == null ? "" : ",\"size\":" + size);
        return "{" + all.substring(1) + "}";
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aFieldThatIsWrongIsABadRequestThatNamesIt(String field, String body) {
        Desk.Reply reply = desk.post("/backgrounds", body);

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(reply.body().at("/errors/0/problem").asText()).isNotBlank();
        assertThat(reply.body().path("instance").asText()).isEqualTo("/backgrounds");
    }

    @Test
    void aPictureMayBeAsLargeAsAPhotoMay() {
        String largest = body("\"a\"", "\"image/png\"", Long.toString(Desk.MAX_PHOTO_BYTES));
        assertThat(desk.post("/backgrounds", largest).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", "image/bmp"})
    void everyTypeThatPhotosHaveIsTaken(String type) {
        Desk.Reply reply = desk.post("/backgrounds", body("\"a\"", "\"" + type + "\"", "1"));
        assertThat(reply.body().at("/upload/headers/Content-Type").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"marble.jpg\"", "{\"size\":1,\"size\":2}", "{} {}"})
    void aBodyThatIsNoObjectIsABadRequest(String body) {
        assertThat(desk.post("/backgrounds", body).status()).isEqualTo(400);
        assertThat(desk.post("/backgrounds", null).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsToldSo() {
        assertThat(desk.post("/backgrounds", "{\"a\":\"" + "x".repeat(Body.LARGEST) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "multipart/form-data; boundary=x", "text/plain", ""})
    void anotherTypeOfBodyIsUnsupported(String type) {
        Desk.Reply reply = desk.call("POST", "/backgrounds", "", Map.of("content-type", type), MARBLE);
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void thereIsNothingToRead() {
        assertThat(desk.get("/backgrounds").status()).isEqualTo(404);
    }
}
