package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.simulator.JournalEntry;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** One request, whichever vendor: the picture that was asked for, or a refusal that helps and costs nothing. */
class AnyVendorTest {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final Color ORANGE = new Color(0xE0, 0x7A, 0x1F);
    private static final Color SUBJECT = new Color(0xB2, 0x22, 0x22);

    private static World world;
    private static int photos;

    @BeforeAll
    static void start() {
        world = World.of(SimulatedVendors.all(), Map.of());
        put("backgrounds/orange.png", World.encoded(plain(ORANGE, 90, 200), "png"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static void put(String key, byte[] bytes) {
        world.s3().putObject(put -> put.bucket(world.inputBucket()).key(key), RequestBody.fromBytes(bytes));
    }

    private static BufferedImage plain(Color color, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color.getRGB());
            }
        }
        return image;
    }

    private static Job process(String provider, String... metadata) {
        Map<String, String> request = new HashMap<>(Map.of("provider", provider));
        for (int i = 0; i < metadata.length; i += 2) {
            request.put(metadata[i], metadata[i + 1]);
        }
        String key = "uploads/photo-" + photos++ + ".jpg";
        world.upload(key, World.jpeg(WIDTH, HEIGHT), request);
        world.run();
        return world.job(key);
    }

    private static BufferedImage picture(Job job) {
        assertThat(job.failure()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        try {
            return ImageIO.read(new ByteArrayInputStream(world.result(job)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void assertColor(BufferedImage picture, int x, int y, Color expected, int tolerance) {
        Color is = new Color(picture.getRGB(x, y), true);
        assertThat(Math.abs(is.getRed() - expected.getRed()))
                .as("red of %s", is)
                .isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(is.getGreen() - expected.getGreen()))
                .as("green of %s", is)
                .isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(is.getBlue() - expected.getBlue()))
                .as("blue of %s", is)
                .isLessThanOrEqualTo(tolerance);
    }

    private static void assertSubjectInTheMiddle(BufferedImage picture) {
        assertColor(picture, picture.getWidth() / 2, picture.getHeight() / 2, SUBJECT, 12);
    }

    @ParameterizedTest
    @CsvSource({"picwish, png", "picwish, jpeg", "akool, png", "akool, jpeg"})
    void aColour(String provider, String format) {
        BufferedImage picture = picture(process(provider, "background-color", "#3366cc", "output-format", format));

        assertThat(picture.getWidth()).isEqualTo(WIDTH);
        assertThat(picture.getHeight()).isEqualTo(HEIGHT);
        assertColor(picture, 2, 2, new Color(0x33, 0x66, 0xCC), format.equals("png") ? 0 : 8);
        assertSubjectInTheMiddle(picture);
    }

    @ParameterizedTest
    @CsvSource({"picwish, png", "picwish, jpeg", "akool, png", "akool, jpeg"})
    void aPictureOfTheCallersOwn(String provider, String format) {
        BufferedImage picture = picture(process(
                provider,
                "background-image",
                "s3://" + world.inputBucket() + "/backgrounds/orange.png",
                "output-format",
                format));

        assertThat(picture.getWidth()).isEqualTo(WIDTH);
        assertColor(picture, 2, 2, ORANGE, 8);
        assertColor(picture, WIDTH - 3, HEIGHT - 3, ORANGE, 8);
        assertSubjectInTheMiddle(picture);
    }

    @ParameterizedTest
    @CsvSource({"picwish", "akool"})
    void nothingBehindTheSubject(String provider) {
        BufferedImage picture = picture(process(provider, "background-transparent", "true"));

        assertThat(new Color(picture.getRGB(2, 2), true).getAlpha()).isZero();
        assertThat(new Color(picture.getRGB(WIDTH / 2, HEIGHT / 2), true).getAlpha())
                .isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({"picwish", "akool"})
    void nothingBehindTheSubjectIsWhiteInAJpeg(String provider) {
        BufferedImage picture = picture(process(provider, "background-transparent", "true", "output-format", "jpeg"));

        assertColor(picture, 2, 2, Color.WHITE, 3);
        assertSubjectInTheMiddle(picture);
    }

    @ParameterizedTest
    @CsvSource({"perfectcorp, 4, 1", "fashn, 1, 1", "picwish, 4, 2"})
    void aPrompt(String provider, String credits, int tasks) {
        Job job = process(provider, "background-prompt", "on a marble table", "seed", "7");

        assertSubjectInTheMiddle(picture(job));
        Attempt attempt = job.attempts().get(0);
        assertThat(job.attempts()).hasSize(1);
        assertThat(attempt.ending().credits()).isEqualByComparingTo(credits);
        assertThat(attempt.stepNumber()).isEqualTo(tasks);
        assertThat(attempt.ending().notes().stream().anyMatch(note -> note.contains("takes no seed")))
                .isEqualTo(!provider.equals("fashn"));
    }

    @ParameterizedTest
    @CsvSource({"picwish", "akool"})
    void aPlacement(String provider) {
        BufferedImage picture = picture(process(
                provider,
                "background-color",
                "#3366cc",
                "placement-canvas",
                "600x600",
                "placement-scale",
                "0.5",
                "placement-anchor",
                "bottom"));

        assertThat(picture.getWidth()).isEqualTo(600);
        assertThat(picture.getHeight()).isEqualTo(600);
        // The photo, 400 x 300, is drawn at 300 x 225, from (150, 375) on.
        assertColor(picture, 300, 375 + 112, SUBJECT, 12);
        assertColor(picture, 300, 300, new Color(0x33, 0x66, 0xCC), 1);
        assertColor(picture, 300, 598, new Color(0x33, 0x66, 0xCC), 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            perfectcorp | background-color       | #ffffff | perfectcorp doesn't make color backgrounds. These do: picwish, akool
            perfectcorp | background-transparent | true    | perfectcorp doesn't make transparent backgrounds. These do: picwish, akool
            fashn       | background-color       | #ffffff | fashn doesn't make color backgrounds. These do: picwish, akool
            fashn       | background-transparent | true    | fashn doesn't make transparent backgrounds. These do: picwish, akool
            akool       | background-prompt      | a beach | akool doesn't make prompt backgrounds. These do: perfectcorp, fashn, picwish
            studio      | background-prompt      | a beach | studio is not set up: set BACKDROP_STUDIO_BASE_URL to the address of a studio service
            canva       | background-prompt      | a beach | there is no provider 'canva'. Known are akool, fashn, perfectcorp, picwish, studio
            """)
    void whatAVendorCannotDoIsRefusedWithAWayOutAndNothingIsSent(
            String provider, String field, String value, String message) {
        int sent = world.requests().size();

        Job job = process(provider, field, value);

        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_REQUEST);
        assertThat(job.failure().message()).isEqualTo(message);
        assertThat(world.requests()).hasSize(sent);
    }

    @Test
    void aPromptWithAPlacementIsRefusedBecauseNobodyMakesIt() {
        Job job = process("picwish", "background-prompt", "a beach", "placement-scale", "0.5");

        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().message())
                .isEqualTo(
                        "picwish doesn't make prompt backgrounds with a placement. Nobody does: ask for something else");
    }

    @Test
    void aFoldersPresetNeedsNoOtherWord() {
        put(
                "presets/white.json",
                "{\"background\":{\"color\":\"#ffffff\"},\"output\":{\"format\":\"jpeg\"}}"
                        .getBytes(StandardCharsets.UTF_8));
        world.upload("uploads/white/shoe.jpg", World.jpeg(WIDTH, HEIGHT), Map.of());
        world.run();

        Job job = world.job("uploads/white/shoe.jpg");
        BufferedImage picture = picture(job);
        assertThat(job.provider()).isEqualTo("picwish");
        assertThat(job.result().key()).endsWith(".jpg");
        assertColor(picture, 2, 2, Color.WHITE, 3);
        assertSubjectInTheMiddle(picture);
    }

    @Test
    void aBrokenPresetRejectsThePhotoAndNamesFileAndField() {
        put("presets/broken.json", "{\"background\":{\"color\":\"white-ish\"}}".getBytes(StandardCharsets.UTF_8));
        world.upload("uploads/broken/shoe.jpg", World.jpeg(WIDTH, HEIGHT), Map.of());
        world.run();

        Job job = world.job("uploads/broken/shoe.jpg");
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().message()).contains("presets/broken.json", "background.color", "white-ish");
    }

    @Test
    void autoTakesTheFirstThatCan() {
        assertThat(process("auto", "background-prompt", "a beach").provider()).isEqualTo("perfectcorp");
        assertThat(process("auto", "background-color", "#ffffff").provider()).isEqualTo("picwish");
    }

    @Test
    void noVendorsKeyEverReachesAnotherHost() {
        process("picwish", "background-prompt", "a beach");
        process("akool", "background-color", "#ffffff");
        process("fashn", "background-prompt", "a beach");

        assertThat(world.simulator.journal().leakedKeys())
                .extracting(JournalEntry::path)
                .isEmpty();
    }

    @Test
    void aSettingThatMakesNoSenseIsNamedInTheJobsRecord() {
        try (World broken = World.of(SimulatedVendors.all(), Map.of("BACKDROP_FASHN_MAX_SIDE", "huge"))) {
            broken.upload("uploads/shoe.jpg", World.jpeg(40, 30), Map.of("provider", "fashn"));
            broken.run();

            Job job = broken.job("uploads/shoe.jpg");
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.failure().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
            assertThat(job.failure().message()).contains("BACKDROP_FASHN_MAX_SIDE must be a whole number");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://BUCKET/backgrounds/none.png       | REJECTED | background.image: s3://BUCKET/backgrounds/none.png doesn't exist
            s3://BUCKET/backgrounds/text.png       | REJECTED | background.image: The file is a text file
            https://nobody.invalid/beach.jpg       | FAILED   | background.image:
            https://127.0.0.1:1/beach.jpg          | REJECTED | background.image:
            https://169.254.169.254/latest/beach   | REJECTED | background.image:
            """)
    void aBackgroundPictureThatCannotBeHadStopsTheJobBeforeItCostsAnything(
            String address, JobStatus status, String message) {
        put("backgrounds/text.png", "not a picture".getBytes(StandardCharsets.UTF_8));
        int sent = world.requests().size();

        Job job = process("picwish", "background-image", address.replace("BUCKET", world.inputBucket()));

        assertThat(job.failure().message()).startsWith(message.replace("BUCKET", world.inputBucket()));
        assertThat(job.status()).isEqualTo(status);
        assertThat(job.failure().retryable()).isEqualTo(status == JobStatus.FAILED);
        assertThat(world.requests()).hasSize(sent);
    }
}
