package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.decoded;
import static dev.backdrop.photo.Pictures.distance;
import static dev.backdrop.photo.Pictures.grainy;
import static dev.backdrop.photo.Pictures.quarter;
import static dev.backdrop.photo.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailTest {

    private static BufferedImage thumbnail(byte[] picture, int maxSide) throws UnreadablePhotoException {
        byte[] jpeg = Thumbnail.jpeg(picture, maxSide);
        assertThat(Sniffer.sniff(jpeg)).isEqualTo(PhotoFormat.JPEG);
        return decoded(jpeg);
    }

    @ParameterizedTest
    @CsvSource({"1000, 600, 96, 96, 58", "600, 1000, 96, 58, 96", "1001, 333, 320, 320, 106", "40, 30, 96, 40, 30"})
    void itHasThePicturesShape(int width, int height, int maxSide, int thumbWidth, int thumbHeight)
            throws UnreadablePhotoException {
        for (String format : new String[] {"png", "jpeg", "bmp", "gif"}) {
            BufferedImage image = thumbnail(written(grainy(width, height), format), maxSide);
            assertThat(image.getWidth()).as(format).isEqualTo(thumbWidth);
            assertThat(image.getHeight()).as(format).isEqualTo(thumbHeight);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void itShowsThePicture(String format) throws UnreadablePhotoException {
        BufferedImage image = thumbnail(written(Pictures.quarters(1300, 900), format), 64);
        assertThat(distance(quarter(image, 0), Color.RED)).isLessThan(12);
        assertThat(distance(quarter(image, 1), Pictures.GREEN)).isLessThan(12);
        assertThat(distance(quarter(image, 2), Pictures.BLUE)).isLessThan(12);
        assertThat(distance(quarter(image, 3), Color.WHITE)).isLessThan(12);
    }

    @Test
    void itIsUpright() throws UnreadablePhotoException {
        byte[] turned = Splice.jpegWith(written(Pictures.quarters(900, 600), "jpeg"), Splice.exifSegment(6));
        BufferedImage image = thumbnail(turned, 90);
        assertThat(image.getWidth()).isEqualTo(60);
        assertThat(image.getHeight()).isEqualTo(90);
        assertThat(distance(quarter(image, 1), Color.RED)).isLessThan(12);
    }

    @Test
    void whatCanBeSeenThroughIsWhite() throws UnreadablePhotoException {
        BufferedImage image = thumbnail(written(Pictures.disc(900), "png"), 60);
        assertThat(distance(new Color(image.getRGB(2, 2)), Color.WHITE)).isLessThan(6);
        assertThat(distance(new Color(image.getRGB(30, 30)), Color.RED)).isLessThan(12);
    }

    @Test
    void ofALargePictureItIsSmall() throws UnreadablePhotoException {
        byte[] jpeg = written(grainy(3000, 2000), "jpeg");
        assertThat(Thumbnail.jpeg(jpeg, 256).length).isLessThan(20_000);
    }

    @Test
    void aNarrowPictureKeepsOnePixel() throws UnreadablePhotoException {
        assertThat(thumbnail(written(grainy(3000, 2), "png"), 100).getHeight()).isEqualTo(1);
    }

    @Test
    void itIsNeverLongerThanAJpegCanBe() throws UnreadablePhotoException {
        byte[] png = written(new BufferedImage(65_535, 3, BufferedImage.TYPE_3BYTE_BGR), "png");
        assertThat(thumbnail(png, 70_000).getWidth()).isEqualTo(65_500);
    }

    @Test
    void whatCanNotBeReadIsNamed() {
        byte[] png = written(grainy(60, 40), "png");
        assertThatThrownBy(() -> Thumbnail.jpeg(Arrays.copyOf(png, png.length / 2), 20))
                .isInstanceOf(UnreadablePhotoException.class)
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> Thumbnail.jpeg(Splice.png(20_000, 20_000, 8, 2, false, new byte[10]), 20))
                .isInstanceOf(UnreadablePhotoException.class)
                .hasMessageContaining("400 megapixels of at most 100");
        assertThatThrownBy(() -> Thumbnail.jpeg(png, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
