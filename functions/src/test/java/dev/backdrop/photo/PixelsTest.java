package dev.backdrop.photo;

import static dev.backdrop.photo.Pictures.disc;
import static dev.backdrop.photo.Pictures.grainy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelsTest {

    @Test
    void aPngOfManyStripesIsReadByOthersAsItWasWritten() throws IOException {
        BufferedImage image = grainy(1500, 1100);
        byte[] png = Pixels.encode(image, OutputFormat.PNG);
        assertThat(Bitmap.of(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(Bitmap.of(image));
        assertThat(Bitmap.of(Pictures.decoded(png))).isEqualTo(Bitmap.of(image));
    }

    @Test
    void aPngKeepsItsTransparency() throws IOException {
        BufferedImage image = disc(333);
        byte[] png = Pixels.encode(image, OutputFormat.PNG);
        assertThat(Bitmap.of(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(Bitmap.of(image));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void imagesOfAnyTypeAreEncodedAlike(int type) {
        BufferedImage other = new BufferedImage(40, 30, type);
        Graphics2D graphics = other.createGraphics();
        graphics.drawImage(grainy(40, 30), 0, 0, null);
        graphics.dispose();
        BufferedImage seen = Pictures.decoded(Pixels.encode(other, OutputFormat.PNG));
        assertThat(Bitmap.of(seen)).isEqualTo(Bitmap.of(grainy(40, 30)));
    }

    @Test
    void aPartOfAnImageIsEncodedAlone() {
        BufferedImage part = grainy(80, 60).getSubimage(13, 7, 31, 29);
        BufferedImage seen = Pictures.decoded(Pixels.encode(part, OutputFormat.PNG));
        for (int i = 0; i < 31 * 29; i++) {
            assertThat(seen.getRGB(i % 31, i / 31)).isEqualTo(part.getRGB(i % 31, i / 31));
        }
    }

    @Test
    void anAlphaChannelThatHidesNothingIsDropped() {
        BufferedImage opaque = new BufferedImage(20, 20, BufferedImage.TYPE_4BYTE_ABGR);
        Arrays.fill(Bitmap.of(opaque).data(), (byte) 0xFF);
        byte[] png = Pixels.encode(opaque, OutputFormat.PNG);
        assertThat(Pictures.decoded(png).getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
    }

    @Test
    void aPictureOverTheCapIsNotDecoded() {
        byte[] png = Pixels.encode(grainy(100, 100), OutputFormat.PNG);
        assertThatThrownBy(() -> Pixels.decode(png, 9_999))
                .isInstanceOf(UnreadablePhotoException.class)
                .hasMessageContaining("100 x 100");
    }

    @Test
    void shrinkingKeepsShapeAndColours() {
        BufferedImage small = Pixels.shrink(Pictures.quarters(1000, 600), 100);
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(60);
        assertThat(Pictures.quarter(small, 0)).isEqualTo(Color.RED);
        assertThat(Pictures.quarter(small, 1)).isEqualTo(Pictures.GREEN);
        assertThat(Pictures.quarter(small, 2)).isEqualTo(Pictures.BLUE);
        assertThat(Pictures.quarter(small, 3)).isEqualTo(Color.WHITE);
    }

    @Test
    void shrinkingAveragesWhatItDropsInsteadOfPickingPixels() {
        BufferedImage stripes = new BufferedImage(600, 600, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 600 * 600; i += 2) {
            stripes.setRGB(i % 600, i / 600, 0xFFFFFF);
        }
        for (int side : new int[] {290, 137, 40}) {
            BufferedImage small = Pixels.shrink(stripes, side);
            int level = small.getRGB(side / 2, side / 2) & 0xFF;
            assertThat(level).as("at " + side).isBetween(115, 140);
        }
    }

    @Test
    void shrinkingLeavesNoDarkFringeAroundWhatIsSeen() {
        for (int side : new int[] {200, 77, 20}) {
            Bitmap small = Bitmap.of(Pixels.shrink(disc(300), side));
            for (int i = 0; i < small.data().length; i += 4) {
                if ((small.data()[i] & 0xFF) > 8) {
                    assertThat(small.data()[i + 3] & 0xFF).as("red at " + side).isGreaterThan(245);
                }
            }
        }
    }

    @Test
    void onePixelWideIsAsNarrowAsItGets() {
        BufferedImage line = Pixels.shrink(grainy(3000, 2), 100);
        assertThat(line.getHeight()).isEqualTo(1);
    }
}
