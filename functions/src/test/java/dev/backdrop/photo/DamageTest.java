package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.file;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Rgb;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, there is an answer: no exception, no endless loop. */
class DamageTest {

    private static final int ROUNDS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final GatePolicy POLICY = new GatePolicy(1 << 20, 4_000_000, 16, GatePolicy.Oversize.SHRINK);

    static Stream<Arguments> photos() {
        byte[] jpeg = written(grainy(64, 48), "jpeg");
        byte[] icc = Splice.iccSegment(Profiles.displayP3());
        byte[] png = written(grainy(32, 24), "png");
        byte[] exif = Splice.pngChunk("eXIf", Splice.exif(6, ByteOrder.LITTLE_ENDIAN));
        return Stream.of(
                Arguments.of("JPEG", Splice.jpegWith(jpeg, Splice.exifSegment(6), icc)),
                Arguments.of("progressive JPEG", file("progressive.jpg")),
                Arguments.of("CMYK JPEG", file("cmyk.jpg")),
                Arguments.of("YCCK JPEG", file("ycck.jpg")),
                Arguments.of("PNG", Splice.pngWith(png, exif)),
                Arguments.of("lossy WebP", file("lossy.webp")),
                Arguments.of("WebP with EXIF", file("turned.webp")),
                Arguments.of("lossless WebP", file("lossless.webp")),
                Arguments.of("WebP with alpha", file("alpha-lossy.webp")),
                Arguments.of("animated WebP", file("animated.webp")),
                Arguments.of("TIFF", Splice.tiff(Splice.rgb(Bitmap.of(grainy(32, 24))), 32, 24, 6, new byte[0])),
                Arguments.of("packed TIFF", written(grainy(32, 24), "tiff")),
                Arguments.of("BMP", written(grainy(32, 24), "bmp")),
                Arguments.of("GIF", written(grainy(32, 24), "gif")));
    }

    /** Found by flipping bits: its reader took the end for zeros, and read code lengths out of them for minutes. */
    @Test
    void aLosslessWebpThatAsksForMoreThanItHoldsIsRejectedAtOnce() {
        byte[] webp = HexFormat.of()
                .parseHex(
                        "5249464642000000574542505650384c360000002f2fc007001f201020f81f7365434050e4ff680241428cff232de6"
                                + "3f989b25829ab68da0922cc923f966ee1cd1ff091036665668cc0c");
        assertTimeoutPreemptively(
                PATIENCE, () -> assertThat(assertAnswered(webp)).isInstanceOf(GateResult.Rejected.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("photos")
    void flippedBitsGetAnAnswer(String name, byte[] photo) {
        Random random = new Random(name.hashCode());
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] damaged = photo.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    // Half of the flips go to the start, where the structure is.
                    int reach = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 300);
                    damaged[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                assertAnswered(damaged);
                if (i % 3 == 0) {
                    assertComposed(damaged);
                    assertThumbnail(damaged);
                }
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("photos")
    void cutFilesGetAnAnswer(String name, byte[] photo) {
        Random random = new Random(name.hashCode());
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] cut = Arrays.copyOf(photo, random.nextInt(photo.length));
                GateResult result = assertAnswered(cut);
                if (cut.length < photo.length * 9 / 10) {
                    assertThat(result).as(name + " cut at " + cut.length).isInstanceOf(GateResult.Rejected.class);
                }
            }
        });
    }

    private static GateResult assertAnswered(byte[] bytes) {
        GateResult result = new Gate().check(bytes, GateFixture.ANY, POLICY);
        if (result instanceof GateResult.Passed passed) {
            assertThat(Pictures.decoded(passed.photo().bytes())).isNotNull();
        } else {
            assertThat(((GateResult.Rejected) result).message()).startsWith("The file is ");
        }
        FinishResult finished =
                new Finish().finish(bytes, new Output(OutputFormat.PNG, 20), new FinishCaps(1 << 20, 4_000_000));
        if (finished instanceof FinishResult.NotAPicture not) {
            assertThat(not.reason()).isNotBlank();
        }
        return result;
    }

    private static void assertComposed(byte[] bytes) {
        Output output = new Output(OutputFormat.PNG, 20);
        FinishCaps caps = new FinishCaps(1 << 20, 4_000_000);
        Compositor compositor = new Compositor();
        FinishResult asCutOut =
                compositor.compose(bytes, new Ground.Flat(new Rgb(1, 2, 3)), 64, 48, null, output, caps);
        if (asCutOut instanceof FinishResult.NotAPicture not) {
            assertThat(not.reason()).isNotBlank();
        }
        FinishResult asGround =
                compositor.compose(CutOuts.tinted(16, 12), new Ground.Picture(bytes), 64, 48, null, output, caps);
        assertThat(asGround).isNotInstanceOf(FinishResult.NotAPicture.class);
    }

    private static void assertThumbnail(byte[] bytes) {
        try {
            assertThat(Pictures.decoded(Thumbnail.jpeg(bytes, 16)).getWidth()).isLessThanOrEqualTo(16);
        } catch (UnreadablePhotoException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
