package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A background picture of the caller's own, all the way: its address, its bytes, the job, the result. */
class BackgroundsTest {

    private static final byte[] PHOTO = World.jpeg(320, 240);
    private static final Color SUBJECT = new Color(0xB2, 0x22, 0x22);
    private static final Color LEFT = new Color(0x10, 0x90, 0xE0);
    private static final Color RIGHT = new Color(0xF0, 0xC0, 0x20);
    private static final byte[] TWO_COLORS = twoColors();

    private static World world;

    @BeforeAll
    static void start() {
        world = World.of(SimulatedVendors.all(), Map.of());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Of the photo's shape, so that it is seen as it is. */
    private static byte[] twoColors() {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(LEFT);
        graphics.fillRect(0, 0, 320, 480);
        graphics.setColor(RIGHT);
        graphics.fillRect(320, 0, 320, 480);
        graphics.dispose();
        return World.encoded(image, "png");
    }

    private static JsonNode announce(String fileName, int size) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("fileName", fileName).put("contentType", "image/png").put("size", size);
        Gateway.Reply reply = new Gateway(world).post("/backgrounds", body.toString());
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.body();
    }

    private static JsonNode job(String jobId) {
        return new Gateway(world).get("/jobs/" + jobId).body();
    }

    /** A job on that background, seen through. */
    private static JsonNode process(String provider, JsonNode background) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("source")
                .putObject("upload")
                .put("fileName", "shoe.jpg")
                .put("contentType", "image/jpeg")
                .put("size", PHOTO.length);
        body.putObject("background").set("image", background.path("image"));
        Gateway.Reply created =
                new Gateway(world).post("/jobs", body.put("provider", provider).toString());
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(Gateway.put(created.body().path("upload"), PHOTO, Map.of())).isEqualTo(200);
        world.run();
        return job(created.body().at("/job/jobId").asText());
    }

    private static void assertShowsTheBackground(JsonNode job) {
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        BufferedImage result = result(job);
        assertThat(result.getWidth()).isEqualTo(320);
        assertThat(result.getHeight()).isEqualTo(240);
        assertColor(result, 3, 3, LEFT);
        assertColor(result, 3, 236, LEFT);
        assertColor(result, 316, 3, RIGHT);
        assertColor(result, 316, 236, RIGHT);
        assertColor(result, 160, 120, SUBJECT);
    }

    private static BufferedImage result(JsonNode job) {
        try {
            return ImageIO.read(new ByteArrayInputStream(
                    Gateway.open(job.at("/result/link").asText()).body()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void assertColor(BufferedImage picture, int x, int y, Color expected) {
        Color is = new Color(picture.getRGB(x, y), true);
        assertThat(new int[] {
                    is.getRed() - expected.getRed(),
                    is.getGreen() - expected.getGreen(),
                    is.getBlue() - expected.getBlue()
                })
                .as("%s at %d, %d", is, x, y)
                .satisfies(differences -> {
                    for (int difference : differences) {
                        assertThat(difference).isBetween(-12, 12);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"picwish, marble.png", "akool, marble.png", "picwish, '../größe & 100%41 #1?.png'", "picwish, '👟'"})
    void aPictureThatIsSentIsWhatTheJobsResultShows(String provider, String fileName) {
        JsonNode background = announce(fileName, TWO_COLORS.length);
        assertThat(Gateway.put(background.path("upload"), TWO_COLORS, Map.of())).isEqualTo(200);

        JsonNode job = process(provider, background);

        assertThat(job.at("/request/background/image")).isEqualTo(background.path("image"));
        assertShowsTheBackground(job);
    }

    @Test
    void itsArrivalStartsNothing() {
        long records = world.records();
        int executions = world.cloud.executions().size();

        JsonNode background = announce("marble.png", TWO_COLORS.length);
        assertThat(Gateway.put(background.path("upload"), TWO_COLORS, Map.of())).isEqualTo(200);
        world.run();

        assertThat(world.records()).isEqualTo(records);
        assertThat(world.cloud.executions()).hasSize(executions);
    }

    @Test
    void anAddressTakesExactlyThePictureThatWasAnnouncedAndThatOnce() {
        JsonNode upload = announce("marble.png", TWO_COLORS.length).path("upload");
        String type = upload.path("headers").has("Content-Type") ? "Content-Type" : "content-type";

        assertThat(Gateway.put(upload, PHOTO, Map.of())).isEqualTo(403);
        assertThat(Gateway.put(upload, new byte[0], Map.of())).isEqualTo(403);
        assertThat(Gateway.put(upload, TWO_COLORS, Map.of(type, "image/jpeg"))).isEqualTo(403);
        assertThat(Gateway.put(upload, TWO_COLORS, Map.of(type, "text/html"))).isEqualTo(403);
        assertThat(Gateway.put(upload, TWO_COLORS, Map.of())).isEqualTo(200);
        byte[] other = TWO_COLORS.clone();
        other[other.length / 2] ^= 1;
        assertThat(Gateway.put(upload, other, Map.of())).isEqualTo(412);
        assertThat(Gateway.put(upload, TWO_COLORS, Map.of())).isEqualTo(412);
    }

    @Test
    void aPictureThatWasNeverSentEndsTheJobBeforeItCostsAnythingAndSentItMayBeRetried() {
        JsonNode background = announce("marble.png", TWO_COLORS.length);
        int asked = world.requests().size();

        JsonNode job = process("picwish", background);

        assertThat(job.path("status").asText()).isEqualTo("REJECTED");
        assertThat(job.at("/error/code").asText()).isEqualTo("UNSUPPORTED_REQUEST");
        assertThat(job.at("/error/message").asText())
                .isEqualTo("background.image: " + background.path("image").asText()
                        + " doesn't exist. Put the picture there and retry the job, or name another one");
        assertThat(job.at("/error/charged").asText()).isEqualTo("NO");
        assertThat(world.requests()).hasSize(asked);

        assertThat(Gateway.put(background.path("upload"), TWO_COLORS, Map.of())).isEqualTo(200);
        String jobId = job.path("jobId").asText();
        assertThat(new Gateway(world).post("/jobs/" + jobId + "/retry", null).status())
                .isEqualTo(202);
        world.run();
        assertShowsTheBackground(job(jobId));
    }

    @Test
    void whatIsNoPictureIsToldSoByTheJob() {
        byte[] text = "no picture at all".getBytes(StandardCharsets.UTF_8);
        JsonNode background = announce("marble.png", text.length);
        assertThat(Gateway.put(background.path("upload"), text, Map.of())).isEqualTo(200);

        JsonNode job = process("picwish", background);

        assertThat(job.path("status").asText()).isEqualTo("REJECTED");
        assertThat(job.at("/error/message").asText()).startsWith("background.image: The file is a text file");
    }

    @Test
    void oneOfTheLargestIsAnnouncedAndOneByteMoreIsNot() {
        assertThat(announce("marble.png", 64 << 20).has("upload")).isTrue();
        Gateway.Reply more = new Gateway(world)
                .post(
                        "/backgrounds",
                        "{\"fileName\":\"marble.png\",\"contentType\":\"image/png\",\"size\":" + ((64 << 20) + 1)
                                + "}");
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.body().at("/errors/0/field").asText()).isEqualTo("size");
    }

    @Test
    void aBatchTakesItToo() {
        JsonNode background = announce("marble.png", TWO_COLORS.length);
        assertThat(Gateway.put(background.path("upload"), TWO_COLORS, Map.of())).isEqualTo(200);
        world.upload("batches/backgrounds/one.jpg", PHOTO, Map.of());
        world.upload("batches/backgrounds/two.jpg", World.jpeg(320, 240), Map.of());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("folder", "batches/backgrounds/");
        body.putObject("background").set("image", background.path("image"));

        Gateway.Reply batch = new Gateway(world)
                .post("/batches", body.put("provider", "picwish").toString());
        assertThat(batch.status()).as(batch.body().toString()).isEqualTo(202);
        world.run();

        for (String name : Set.of("one", "two")) {
            assertShowsTheBackground(
                    job(world.job("batches/backgrounds/" + name + ".jpg").jobId()));
        }
    }

    @Test
    void nothingOfALinkIsLogged() {
        announce("marble.png", TWO_COLORS.length);
        assertThat(world.logged()).contains("\"route\":\"/backgrounds\"").doesNotContain("Signature");
    }
}
