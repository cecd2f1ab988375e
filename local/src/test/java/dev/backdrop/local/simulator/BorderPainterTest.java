package dev.backdrop.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BorderPainterTest {

    private final Painter painter = new BorderPainter(OutputFormat.PNG);

    private BufferedImage painted(int width, int height, String prompt, long seed) throws IOException {
        return TestPictures.decode(painter.paint(TestPictures.png(width, height), prompt, seed));
    }

    @Test
    void theMiddleStaysAndTheBorderIsThePromptsColour() throws IOException {
        BufferedImage picture = painted(100, 50, "a beach", 1);

        Color border = BorderPainter.colour("a beach", 1);
        assertThat(new Color(picture.getRGB(0, 0))).isEqualTo(border);
        assertThat(new Color(picture.getRGB(19, 25))).isEqualTo(border);
        assertThat(new Color(picture.getRGB(20, 25))).isEqualTo(Color.BLUE);
        assertThat(new Color(picture.getRGB(50, 25))).isEqualTo(Color.RED);
        assertThat(new Color(picture.getRGB(99, 49))).isEqualTo(border);
    }

    @Test
    void anotherPromptOrSeedIsAnotherColour() throws IOException {
        int colour = painted(10, 10, "a beach", 1).getRGB(0, 0);

        assertThat(painted(10, 10, "a beach", 1).getRGB(0, 0)).isEqualTo(colour);
        assertThat(painted(10, 10, "a forest", 1).getRGB(0, 0)).isNotEqualTo(colour);
        assertThat(painted(10, 10, "a beach", 2).getRGB(0, 0)).isNotEqualTo(colour);
    }

    @Test
    void theSmallestPicturesKeepTheirSize() throws IOException {
        for (int side = 1; side < 4; side++) {
            assertThat(painted(side, side, "a beach", 1).getWidth()).isEqualTo(side);
        }
    }

    @Test
    void whatIsNoPictureCannotBePainted() {
        assertThatThrownBy(() -> painter.paint(new byte[] {1, 2, 3}, "a beach", 1))
                .isInstanceOf(IOException.class);
    }
}
