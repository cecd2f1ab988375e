package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gate turns away never reaches the vendor; what it can mend arrives there mended. */
class GateInWorkflowTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<Arguments> unusable() {
        byte[] jpeg = World.jpeg(320, 240);
        return Stream.of(
                Arguments.of("empty.jpg", new byte[0], "empty"),
                Arguments.of("text.jpg", text("not a photo at all, only words"), "text"),
                Arguments.of("truncated.jpg", Arrays.copyOf(jpeg, jpeg.length / 2), "truncated"),
                Arguments.of("bomb.png", pngClaiming(50_000, 50_000), "50000 x 50000"),
                Arguments.of("animated.gif", animatedGif(), "animat"),
                Arguments.of("drawing.svg", text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "SVG"),
                Arguments.of("phone.heic", heic(), "HEIC"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatCannotBeUsedIsRejectedWithAReasonAndNeverReachesTheVendor(String name, byte[] bytes, String reason) {
        int requests = world.requests().size();
        Job job = world.process("uploads/" + name, bytes);
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().code()).isEqualTo(FailureCode.INVALID_PHOTO);
        assertThat(job.failure().message()).containsIgnoringCase(reason);
        assertThat(job.attempts()).isEmpty();
        assertThat(world.requests()).hasSize(requests);
    }

    static Stream<Arguments> mendable() {
        return Stream.of(
                Arguments.of("cmyk.jpg", fixture("cmyk.jpg")),
                Arguments.of("deep.png", World.encoded(deep(), "png")),
                Arguments.of("palette.png", World.encoded(palette(), "png")),
                Arguments.of("photo.webp", fixture("lossy.webp")),
                Arguments.of("scan.tif", World.encoded(World.picture(300, 200), "tif")),
                Arguments.of("upside-down.jpg", rotated(World.jpeg(320, 240), 6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mendable")
    void whatCanBeMendedIsMendedAndProcessed(String name, byte[] bytes) {
        Job job = world.process("uploads/" + name, bytes);
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.photo().changes()).isNotEmpty();
    }

    @Test
    void aPhotoTakenUprightComesBackUpright() {
        Job job = world.process("uploads/portrait.jpg", rotated(World.jpeg(320, 240), 6));
        assertThat(job.photo().prepared().width()).isEqualTo(240);
        assertThat(job.photo().prepared().height()).isEqualTo(320);
        assertThat(job.result().height()).isEqualTo(320);
    }

    @Test
    void aPhotoOfEightThousandPixelsIsShrunkToWhatTheVendorTakes() {
        Job job = world.process("uploads/huge.jpg", World.jpeg(8000, 6000));
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.photo().width()).isEqualTo(8000);
        assertThat(job.photo().prepared().width()).isEqualTo(4096);
        assertThat(job.photo().prepared().height()).isEqualTo(3072);
    }

    @Test
    void aFileOverTheLimitIsRejectedBeforeItIsRead() {
        try (World strict = World.start(options -> options, Map.of("BACKDROP_MAX_PHOTO_BYTES", "2048"))) {
            Job job = strict.process("uploads/large.jpg", World.jpeg(640, 480));
            assertThat(job.failure().code()).isEqualTo(FailureCode.INVALID_PHOTO);
            assertThat(job.failure().message()).contains("2048 are allowed");
            assertThat(strict.requests()).isEmpty();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fixture(String name) {
        try {
            return Files.readAllBytes(World.home().resolve("functions/src/test/resources/photos/" + name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static byte[] animatedGif() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(palette(), null, null), null);
            writer.writeToSequence(new IIOImage(palette(), null, null), null);
            writer.endWriteSequence();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] heic() {
        return ByteBuffer.allocate(64)
                .putInt(24)
                .put(text("ftypheic"))
                .putInt(0)
                .put(text("mif1heic"))
                .array();
    }

    private static byte[] pngClaiming(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(text(type));
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(text(type));
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static BufferedImage deep() {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_USHORT_GRAY);
        image.getGraphics().drawImage(World.picture(200, 150), 0, 0, null);
        return image;
    }

    private static BufferedImage palette() {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_BYTE_INDEXED);
        image.getGraphics().drawImage(World.picture(200, 150), 0, 0, null);
        return image;
    }

    /** The same JPEG with an EXIF segment that says how the camera was held. */
    private static byte[] rotated(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) 34);
        exif.put(text("Exif")).putShort((short) 0);
        exif.put(text("MM")).putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
