package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.decoded;
import static dev.backdrop.photo.Pictures.disc;
import static dev.backdrop.photo.Pictures.distance;
import static dev.backdrop.photo.Pictures.file;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.FinishResult.Finished;
import dev.backdrop.photo.FinishResult.NotAPicture;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FinishTest {

    private static final Output PNG = new Output(OutputFormat.PNG, null);
    private static final Output JPEG = new Output(OutputFormat.JPEG, null);

    private static FinishResult finish(byte[] bytes, Output output) {
        return new Finish().finish(bytes, output, FinishCaps.DEFAULT);
    }

    private static Finished finished(byte[] bytes, Output output) {
        assertThat(finish(bytes, output)).isInstanceOf(Finished.class);
        Finished result = (Finished) finish(bytes, output);
        BufferedImage seen = decoded(result.bytes());
        assertThat(seen.getWidth()).isEqualTo(result.width());
        assertThat(seen.getHeight()).isEqualTo(result.height());
        return result;
    }

    @Test
    void aResultThatIsAsPromisedStaysAsItIs() {
        byte[] png = written(disc(60), "png");
        assertThat(finish(png, PNG)).isEqualTo(new Finished(png, PhotoFormat.PNG, 60, 60, false));
        byte[] jpeg = written(grainy(60, 40), "jpeg");
        assertThat(finish(jpeg, new Output(OutputFormat.JPEG, 60)))
                .isEqualTo(new Finished(jpeg, PhotoFormat.JPEG, 60, 40, false));
    }

    @Test
    void aJpegBecomesThePngThatWasPromised() {
        Finished result = finished(written(grainy(60, 40), "jpeg"), PNG);
        assertThat(result.format()).isEqualTo(PhotoFormat.PNG);
        assertThat(result.reencoded()).isTrue();
    }

    @Test
    void aWebpBecomesPngWithItsTransparency() {
        Finished result = finished(file("alpha-lossless.webp"), PNG);
        assertThat(decoded(result.bytes()).getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void aTransparentPngBecomesJpegOnWhite() {
        Finished result = finished(written(disc(64), "png"), JPEG);
        assertThat(distance(new Color(decoded(result.bytes()).getRGB(1, 1)), Color.WHITE))
                .isLessThan(6);
    }

    @Test
    void aResultIsShrunkToTheSideThatWasPromised() {
        Finished result = finished(written(disc(90), "png"), new Output(OutputFormat.PNG, 30));
        assertThat(result.width()).isEqualTo(30);
        BufferedImage seen = decoded(result.bytes());
        assertThat(seen.getRGB(0, 0) >>> 24).isZero();
        assertThat(seen.getRGB(15, 15)).isEqualTo(0xFFFF0000);
    }

    @Test
    void aResultTooLongForAJpegIsShrunkToWhatFits() {
        byte[] png = written(new BufferedImage(65_535, 3, BufferedImage.TYPE_3BYTE_BGR), "png");
        assertThat(finished(png, JPEG).width()).isEqualTo(65_500);
    }

    @Test
    void aWideGamutResultBecomesSrgb() {
        byte[] p3 = Splice.jpegWith(written(grainy(60, 40), "jpeg"), Splice.iccSegment(Profiles.displayP3()));
        assertThat(finished(p3, JPEG).reencoded()).isTrue();
    }

    @Test
    void aTurnedResultIsMadeUpright() {
        byte[] turned = Splice.jpegWith(written(grainy(60, 40), "jpeg"), Splice.exifSegment(6));
        assertThat(finished(turned, JPEG).width()).isEqualTo(40);
    }

    @Test
    void whatIsNoPictureIsNamed() {
        assertThat(finish(Splice.ascii("<!DOCTYPE html><html></html>"), PNG))
                .isEqualTo(new NotAPicture("an HTML page"));
        assertThat(finish(new byte[0], PNG)).isEqualTo(new NotAPicture("empty"));
        byte[] png = written(grainy(60, 40), "png");
        assertThat(finish(Arrays.copyOf(png, png.length / 2), PNG))
                .isEqualTo(new NotAPicture("truncated: this PNG ends before its picture does"));
    }

    @Test
    void aCutOutThatIsAsPromisedStaysAsItIs() {
        byte[] png = written(disc(60), "png");
        assertThat(new Finish().finishCutOut(png, PNG, FinishCaps.DEFAULT))
                .isEqualTo(new Finished(png, PhotoFormat.PNG, 60, 60, false));
        assertThat(new Finish().finishCutOut(png, JPEG, FinishCaps.DEFAULT)).isInstanceOf(Finished.class);
    }

    @Test
    void aCutOutFromWhichNothingWasCutAwayIsRefusedAlsoAsJpeg() {
        BufferedImage all = new BufferedImage(20, 20, BufferedImage.TYPE_4BYTE_ABGR);
        Arrays.fill(Bitmap.of(all).data(), (byte) 0xFF);
        NotAPicture opaque = new NotAPicture("opaque: nothing was cut away");
        for (Output output : new Output[] {PNG, JPEG}) {
            for (byte[] bytes : new byte[][] {written(all, "png"), written(grainy(60, 40), "jpeg")}) {
                assertThat(new Finish().finishCutOut(bytes, output, FinishCaps.DEFAULT))
                        .isEqualTo(opaque);
                assertThat(finish(bytes, output)).isInstanceOf(Finished.class);
            }
        }
    }

    @Test
    void aCutOutWithoutASubjectIsRefused() {
        byte[] empty = written(new BufferedImage(20, 20, BufferedImage.TYPE_4BYTE_ABGR), "png");
        assertThat(new Finish().finishCutOut(empty, PNG, FinishCaps.DEFAULT))
                .isEqualTo(new NotAPicture("empty: no subject was left"));
        assertThat(finish(empty, PNG)).isInstanceOf(Finished.class);
    }

    @Test
    void whatIsTooLargeIsNotLookedAt() {
        FinishCaps caps = new FinishCaps(2 << 20, 1_000_000);
        assertThat(new Finish().finish(new byte[(2 << 20) + 1], PNG, caps)).isEqualTo(new NotAPicture("over 2 MB"));
        byte[] wide = Splice.png(2000, 2000, 8, 2, false, new byte[10]);
        assertThat(new Finish().finish(wide, PNG, caps))
                .isEqualTo(new NotAPicture("too large: 2000 x 2000 pixels, 4 megapixels of at most 1"));
    }
}
