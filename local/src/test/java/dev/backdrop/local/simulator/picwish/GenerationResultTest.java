package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.local.simulator.BorderPainter;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationResultTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static FormWriter form(byte[] foreground, String prompt) {
        return FormWriter.form().file("image_file", foreground).text("prompt", prompt);
    }

    private Bench.Reply atOnce(FormWriter form) throws IOException {
        return bench.post(Bench.R_BACKGROUND, form.text("sync", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Bench.BACKGROUND, Bench.R_BACKGROUND})
    void twoPicturesComeInFourPlaces(String path) throws IOException {
        String id = Bench.taskId(bench.post(path, form(Subjects.png(), "a beach")));
        assertThat(bench.get(path + '/' + id).state()).isZero();
        assertThat(bench.get(path + '/' + id).data().has("image_1")).isFalse();
        bench.pass(4);
        Bench.Reply done = bench.get(path + '/' + id);

        assertThat(done.data().get("image_3").textValue()).isEmpty();
        assertThat(done.data().get("image_4").textValue()).isEmpty();
        BufferedImage first = TestPictures.decode(bench.picture(done, "image_1"));
        BufferedImage second = TestPictures.decode(bench.picture(done, "image_2"));
        assertThat(first.getWidth()).isEqualTo(40);
        assertThat(first.getHeight()).isEqualTo(30);
        assertThat(new Color(first.getRGB(16, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(first.getRGB(1, 1))).isNotEqualTo(new Color(second.getRGB(1, 1)));
    }

    @Test
    void onePictureLeavesThreePlacesEmpty() throws IOException {
        Bench.Reply reply = atOnce(form(Subjects.png(), "a beach").text("batch_size", "1"));

        assertThat(reply.state()).isEqualTo(1);
        assertThat(reply.data().get("image_1").textValue()).startsWith("http");
        for (String place : new String[] {"image_2", "image_3", "image_4"}) {
            assertThat(reply.data().get(place).textValue()).isEmpty();
        }
        assertThat(reply.data().has("image")).isFalse();
    }

    @Test
    void aTaskCanBringFewerPicturesThanWereAskedFor() throws IOException {
        bench.vendor().tasks().task(1).delivers(1);

        Bench.Reply reply = atOnce(form(Subjects.png(), "a beach"));

        assertThat(reply.data().get("image_1").textValue()).startsWith("http");
        assertThat(reply.data().get("image_2").textValue()).isEmpty();
    }

    @Test
    void picturesAreJpegsWhateverThePainterMakes() throws IOException {
        for (OutputFormat format : OutputFormat.values()) {
            try (Bench painting =
                    new Bench(options -> options, shell -> shell.withPainter(new BorderPainter(format)))) {
                Bench.Reply reply = painting.post(
                        Bench.R_BACKGROUND, form(Subjects.png(), "a beach").text("sync", "1"));

                assertThat(Bench.link(reply, "image_1").getPath()).endsWith(".jpg");
                assertThat(Pictures.type(painting.picture(reply, "image_1"))).hasValue("image/jpeg");
            }
        }
    }

    @Test
    void thePromptOrTheSceneDecidesThePicture() throws IOException {
        int beach = corner(form(Subjects.png(), "a beach"));

        assertThat(corner(form(Subjects.png(), "a beach"))).isEqualTo(beach);
        assertThat(corner(form(Subjects.png(), "a forest"))).isNotEqualTo(beach);
        int five = corner(FormWriter.form().file("image_file", Subjects.png()).text("scene_type", "5"));
        assertThat(corner(FormWriter.form().file("image_file", Subjects.png()).text("scene_type", "6")))
                .isNotEqualTo(five);
    }

    private int corner(FormWriter form) throws IOException {
        return TestPictures.decode(bench.picture(atOnce(form), "image_1")).getRGB(1, 1);
    }

    @Test
    void aForegroundMustBeAPngThatCanBeSeenThrough() throws IOException {
        byte[] nothing = Pictures.png(new BufferedImage(8, 8, BufferedImage.TYPE_4BYTE_ABGR));
        BufferedImage solid = new BufferedImage(8, 8, BufferedImage.TYPE_4BYTE_ABGR);
        for (int pixel = 0; pixel < 64; pixel++) {
            solid.setRGB(pixel % 8, pixel / 8, 0xffff0000);
        }

        for (byte[] foreground :
                new byte[][] {Subjects.opaque(), TestPictures.jpeg(40, 30), nothing, Pictures.png(solid)}) {
            assertThat(atOnce(form(foreground, "a beach")).state()).isEqualTo(-14);
        }
        assertThat(atOnce(form(new byte[] {1}, "a beach")).state()).isEqualTo(-7);
        assertThat(bench.vendor().creditsCharged()).isZero();
    }

    @Test
    void aForegroundCanBeTheResultOfCuttingOut() throws IOException {
        Bench.Reply cutOut = bench.atOnce(Bench.photo());
        Bench.Reply reply = bench.post(
                Bench.R_BACKGROUND,
                FormWriter.form()
                        .text("image_url", Bench.link(cutOut, "image").toString())
                        .text("prompt", "a beach")
                        .text("sync", "1"));

        assertThat(reply.state()).isEqualTo(1);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(7);
    }

    @Test
    void aForegroundThatCanNotBeFetchedFails() throws IOException {
        try (PhotoHost host = new PhotoHost(Subjects.png())) {
            assertThat(atOnce(FormWriter.form()
                                    .text("image_url", host.missing())
                                    .text("prompt", "a beach"))
                            .state())
                    .isEqualTo(-3);
        }
    }
}
