package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.photo.Layout.Box;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCreateTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private ObjectNode withTemplate() {
        return bench.body()
                .put("template_url", bench.pictures.at("beach.png").toString())
                .put("modify_template_size", "100x60")
                .put("overlay_template_x", -10)
                .put("overlay_template_y", 0);
    }

    private void assertRefused(String json, String word) throws IOException {
        Bench.Reply reply = bench.create(json);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).as(reply.body().toString()).isEqualTo(1003);
        assertThat(reply.body().path("msg").textValue()).contains(word);
        assertThat(reply.body().has("data")).isFalse();
        assertThat(bench.vendor().tasksCreated()).isZero();
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void theAnswerIsThatOfThePagesSample() throws IOException {
        Bench.Reply reply = bench.create(bench.body());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().fieldNames()).toIterable().containsExactly("code", "msg", "data");
        assertThat(reply.body().path("msg").textValue()).isEqualTo("OK");
        JsonNode data = reply.data();
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "create_time",
                        "uid",
                        "type",
                        "faceswap_quality",
                        "image_id",
                        "image_sub_status",
                        "image_status",
                        "deduction_credit",
                        "buttons",
                        "used_buttons",
                        "upscaled_urls",
                        "error_reasons",
                        "_id",
                        "__v");
        assertThat(data.path("image_status").isInt()).isTrue();
        assertThat(data.path("image_status").intValue()).isEqualTo(1);
        assertThat(data.path("deduction_credit").intValue()).isEqualTo(4);
        assertThat(data.path("_id").textValue()).matches("[0-9a-f]{24}");
        assertThat(data.path("image_id").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(data.path("create_time").longValue())
                .isEqualTo(bench.clock.instant().toEpochMilli());
        assertThat(bench.vendor().taskIds()).containsExactly(data.path("_id").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"origin_img", "modify_origin_img_size", "overlay_origin_x", "overlay_origin_y", "canvas_size"})
    void aFieldThatIsRequiredCanBeNeitherMissingNorEmpty(String field) throws IOException {
        ObjectNode without = bench.body();
        without.remove(field);
        assertRefused(without.toString(), field);
        assertRefused(bench.body().putNull(field).toString(), field);
        assertRefused(bench.body().put(field, "").toString(), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"modify_template_size", "overlay_template_x", "overlay_template_y"})
    void theFieldsOfATemplateComeWithItAndOnlyWithIt(String field) throws IOException {
        ObjectNode without = withTemplate();
        without.remove(field);
        assertRefused(without.toString(), field);

        ObjectNode alone = bench.body();
        alone.set(field, withTemplate().get(field));
        assertRefused(alone.toString(), field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            canvas_size            | "0x60"
            canvas_size            | "80x0"
            canvas_size            | "80X60"
            canvas_size            | "80 x 60"
            canvas_size            | "-80x60"
            canvas_size            | "80.5x60"
            canvas_size            | "80x60x1"
            canvas_size            | "080x60"
            canvas_size            | "1234567890x1"
            canvas_size            | "10000x5001"
            canvas_size            | 80
            canvas_size            | ["80x60"]
            modify_origin_img_size | "0x30"
            modify_origin_img_size | "40"
            modify_template_size   | "0x1"
            modify_template_size   | {}
            overlay_origin_x       | "20"
            overlay_origin_x       | 20.5
            overlay_origin_y       | 2147483648
            overlay_origin_y       | true
            overlay_template_x     | "0"
            overlay_template_y     | null
            color_code             | "aafbe3"
            color_code             | "#fff"
            color_code             | "#aafbe3ff"
            color_code             | "white"
            color_code             | "#gggggg"
            color_code             | ""
            color_code             | 16777215
            removeBg               | "true"
            removeBg               | 1
            removeBg               | null
            origin_img             | "photo.jpg"
            origin_img             | "ftp://a.example/b"
            origin_img             | "http:// a"
            origin_img             | 7
            template_url           | "s3://bucket/key"
            template_url           | null
            webhookUrl             | "me"
            webhookUrl             | true
            prompt                 | "a beach"
            seed                   | 1
            Canvas_Size            | "80x60"
            """)
    void aFieldOfAnotherShapeIsRefusedByName(String field, String value) throws IOException {
        ObjectNode body = withTemplate();
        body.set(field, Bench.json("{\"value\":" + value + "}").get("value"));
        assertRefused(body.toString(), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{} {}", "{\"removeBg\":true,\"removeBg\":true}"})
    void aBodyThatIsNoObjectIsRefused(String body) throws IOException {
        assertRefused(body, "JSON object");
    }

    @Test
    void theBodyMustSayThatItIsJson() throws IOException {
        var request = bench.api(Bench.CREATE)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(bench.body().toString()))
                .build();
        assertThat(bench.call(request).code()).isEqualTo(1003);
    }

    @Test
    void allThatThePageListsIsTakenAndThePlacesMayBeNegative() throws IOException {
        ObjectNode body = withTemplate()
                .put("color_code", "#AAfbe3")
                .put("removeBg", true)
                .put("overlay_origin_x", -72)
                .put("overlay_origin_y", -84)
                .put("webhookUrl", bench.pictures.at("hook").toString());
        assertThat(bench.create(body).code()).isEqualTo(1000);

        assertThat(bench.vendor().lastGeometry())
                .contains(new Geometry(80, 60, new Box(-72, -84, 40, 30), Optional.of(new Box(-10, 0, 100, 60))));
    }

    @Test
    void anyOtherCallIsNotThere() throws IOException {
        for (String path : new String[] {
            Bench.CREATE + "/", "/api/open/v3/content/image/bg", "/api/open/v3/", "/api/open/v3/getToken/x"
        }) {
            assertThat(bench.send(Bench.posting(bench.api(path), "{}")).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(bench.send(bench.api(Bench.CREATE).build()).statusCode()).isEqualTo(404);
        assertThat(bench.send(Bench.posting(bench.api(Bench.INFO + "x"), "{}")).statusCode())
                .isEqualTo(404);
    }
}
