package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationRequestTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static FormWriter foreground() {
        return FormWriter.form().file("image_file", Subjects.png());
    }

    private void assertRefused(FormWriter form, String message) throws IOException {
        for (String path : new String[] {Bench.BACKGROUND, Bench.R_BACKGROUND}) {
            Bench.Reply reply = bench.post(path, form);
            assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
            assertThat(reply.body().get("message").textValue()).contains(message);
        }
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {Bench.BACKGROUND, Bench.R_BACKGROUND})
    void aForegroundWithAPromptOrASceneIsEnough(String path) throws IOException {
        assertThat(bench.post(path, foreground().text("prompt", "a beach")).status())
                .isEqualTo(200);
        assertThat(bench.post(path, foreground().text("scene_type", "5")).status())
                .isEqualTo(200);
        assertThat(bench.post(
                                path,
                                foreground()
                                        .text("prompt", "a beach")
                                        .text("scene_type", "")
                                        .text("negative_prompt", "people")
                                        .text("batch_size", "1")
                                        .text("callback_url", "https://example.com/"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void exactlyOneOfPromptAndSceneIsNeeded() throws IOException {
        assertRefused(foreground(), "exactly one of prompt and scene_type");
        assertRefused(foreground().text("prompt", "").text("scene_type", ""), "exactly one");
        assertRefused(foreground().text("prompt", "a beach").text("scene_type", "5"), "exactly one");
    }

    @Test
    void aPromptMayHave1024CharactersHoweverManyBytes() throws IOException {
        assertThat(bench.post(Bench.BACKGROUND, foreground().text("prompt", "\uD83C\uDFD6".repeat(1024)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLongerPromptAndABlankOneAreRefused() throws IOException {
        for (String prompt : new String[] {"x".repeat(1025), "é".repeat(1025), "   "}) {
            assertRefused(foreground().text("prompt", prompt), "prompt must have 1 to 1024 characters");
        }
        assertRefused(
                foreground().text("scene_type", "1").text("negative_prompt", "x".repeat(1025)), "negative_prompt must");
    }

    @ParameterizedTest
    @CsvSource({
        "scene_type, beach",
        "scene_type, 1.5",
        "scene_type, -1",
        "batch_size, 0",
        "batch_size, 3",
        "batch_size, two",
        "batch_size, ''"
    })
    void aFieldWithAnotherValueIsRefused(String name, String value) throws IOException {
        FormWriter form =
                name.equals("scene_type") ? foreground() : foreground().text("prompt", "a beach");

        assertRefused(form.text(name, value), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"return_type", "output_type", "crop", "format", "bg_color", "type", "seed"})
    void aFieldOfAnotherCallIsRefused(String name) throws IOException {
        assertRefused(foreground().text("prompt", "a beach").text(name, "1"), name + " is not a parameter");
    }

    @Test
    void onlyTheJointGeneratorCanAnswerAtOnce() throws IOException {
        FormWriter form = foreground().text("prompt", "a beach").text("sync", "1");

        assertThat(bench.post(Bench.BACKGROUND, form).status()).isEqualTo(400);
        assertThat(bench.post(Bench.R_BACKGROUND, form).state()).isEqualTo(1);
        assertThat(bench.post(
                                Bench.R_BACKGROUND,
                                foreground().text("prompt", "a beach").text("sync", "3"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void exactlyOneForegroundIsNeeded() throws IOException {
        assertRefused(FormWriter.form().text("prompt", "a beach"), "image_url or image_file is needed");
        assertRefused(
                foreground().text("prompt", "a beach").text("image_url", "https://example.com/a.png"),
                "exclude each other");
    }

    @Test
    void aTaskIsKnownAtItsOwnPathOnly() throws IOException {
        String id = Bench.taskId(bench.post(Bench.BACKGROUND, foreground().text("prompt", "a beach")));

        assertThat(bench.get(Bench.BACKGROUND + '/' + id).status()).isEqualTo(200);
        assertThat(bench.get(Bench.R_BACKGROUND + '/' + id).status()).isEqualTo(404);
        assertThat(bench.get(Bench.SEGMENTATION + '/' + id).status()).isEqualTo(404);
    }
}
