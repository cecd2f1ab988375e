package dev.backdrop.local.simulator.akool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Pictures;
import dev.backdrop.local.simulator.TestPictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the result, pixel by pixel. A photo is blue with a red middle; cut out, its outer fifths are gone. */
class CompositionTest {

    private static final Color CLEAR = new Color(0, 0, 0, 0);

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static void assertColor(BufferedImage picture, int x, int y, Color color) {
        Color found = new Color(picture.getRGB(x, y), true);
        assertThat(found.getAlpha()).as("alpha at %d,%d", x, y).isCloseTo(color.getAlpha(), within());
        if (color.getAlpha() > 0) {
            assertThat(found.getRed()).as("red at %d,%d of %s", x, y, found).isCloseTo(color.getRed(), within());
            assertThat(found.getGreen()).as("green at %d,%d of %s", x, y, found).isCloseTo(color.getGreen(), within());
            assertThat(found.getBlue()).as("blue at %d,%d of %s", x, y, found).isCloseTo(color.getBlue(), within());
        }
    }

    private static org.assertj.core.data.Offset<Integer> within() {
        return org.assertj.core.data.Offset.offset(3);
    }

    /** A PNG photo, whose colours are exact. */
    private ObjectNode body(int width, int height) {
        return bench.body()
                .put(
                        "origin_img",
                        bench.pictures
                                .put("p.png", TestPictures.png(width, height))
                                .toString());
    }

    /** Green on the left, yellow on the right. */
    private String halves(int width, int height, int alpha) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(new Color(0, 255, 0, alpha));
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(new Color(255, 255, 0, alpha));
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        return bench.pictures.put("halves.png", Pictures.png(picture)).toString();
    }

    @Test
    void withoutRemovalTheWholePhotoIsScaledAndPlaced() throws IOException {
        ObjectNode body = body(40, 40)
                .put("canvas_size", "200x100")
                .put("modify_origin_img_size", "80x40")
                .put("overlay_origin_x", 100)
                .put("overlay_origin_y", 50);
        BufferedImage picture = bench.picture(body);

        assertThat(picture.getWidth()).isEqualTo(200);
        assertThat(picture.getHeight()).isEqualTo(100);
        assertColor(picture, 100, 50, Color.BLUE);
        assertColor(picture, 179, 89, Color.BLUE);
        assertColor(picture, 140, 70, Color.RED);
        assertColor(picture, 124, 62, Color.RED);
        assertColor(picture, 115, 70, Color.BLUE);
        assertColor(picture, 99, 70, CLEAR);
        assertColor(picture, 180, 70, CLEAR);
        assertColor(picture, 140, 49, CLEAR);
        assertColor(picture, 140, 90, CLEAR);
    }

    @Test
    void removalLeavesTheSubjectAloneOnNothing() throws IOException {
        BufferedImage picture = bench.picture(body(40, 30).put("removeBg", true));

        // The photo is at 20,15 to 60,45; its border is 8 wide and 6 high.
        assertColor(picture, 27, 30, CLEAR);
        assertColor(picture, 28, 30, Color.BLUE);
        assertColor(picture, 51, 30, Color.BLUE);
        assertColor(picture, 52, 30, CLEAR);
        assertColor(picture, 40, 20, CLEAR);
        assertColor(picture, 40, 21, Color.BLUE);
        assertColor(picture, 40, 30, Color.RED);
        assertColor(picture, 0, 0, CLEAR);
        assertColor(picture, 79, 59, CLEAR);
    }

    @Test
    void aColourFillsTheCanvas() throws IOException {
        BufferedImage picture = bench.picture(body(40, 30).put("removeBg", true).put("color_code", "#C9aafb"));

        Color lilac = new Color(0xc9, 0xaa, 0xfb);
        assertColor(picture, 0, 0, lilac);
        assertColor(picture, 79, 59, lilac);
        assertColor(picture, 27, 30, lilac);
        assertColor(picture, 28, 30, Color.BLUE);
        assertColor(picture, 40, 30, Color.RED);
    }

    @Test
    void aTemplateIsScaledPlacedAndCutAtTheEdge() throws IOException {
        ObjectNode body = body(40, 30)
                .put("removeBg", true)
                .put("template_url", halves(100, 60, 255))
                .put("modify_template_size", "200x120")
                .put("overlay_template_x", -50)
                .put("overlay_template_y", -60);
        BufferedImage picture = bench.picture(body);

        // The halves meet at 100 - 50, and the template covers all of 80x60.
        assertColor(picture, 0, 0, Color.GREEN);
        assertColor(picture, 48, 5, Color.GREEN);
        assertColor(picture, 51, 5, Color.YELLOW);
        assertColor(picture, 79, 59, Color.YELLOW);
        assertColor(picture, 40, 30, Color.RED);
        assertColor(picture, 51, 30, Color.BLUE);
    }

    @Test
    void aTemplateThatDoesNotCoverLeavesTheColourOrNothing() throws IOException {
        ObjectNode body = body(40, 30)
                .put("removeBg", true)
                .put("template_url", halves(10, 10, 255))
                .put("modify_template_size", "10x10")
                .put("overlay_template_x", 0)
                .put("overlay_template_y", 50);
        BufferedImage bare = bench.picture(body);
        assertColor(bare, 1, 52, Color.GREEN);
        assertColor(bare, 9, 59, Color.YELLOW);
        assertColor(bare, 11, 55, CLEAR);
        assertColor(bare, 5, 49, CLEAR);

        BufferedImage grounded = bench.picture(body.put("color_code", "#ffffff"));
        assertColor(grounded, 1, 52, Color.GREEN);
        assertColor(grounded, 11, 55, Color.WHITE);
    }

    @Test
    void theColourShowsThroughATemplateThatCanBeSeenThrough() throws IOException {
        ObjectNode body = body(40, 30)
                .put("removeBg", true)
                .put("template_url", halves(80, 60, 128))
                .put("modify_template_size", "80x60")
                .put("overlay_template_x", 0)
                .put("overlay_template_y", 0);
        assertColor(bench.picture(body), 0, 0, new Color(0, 255, 0, 128));
        assertColor(bench.picture(body.put("color_code", "#ffffff")), 0, 0, new Color(127, 255, 127));
    }

    @Test
    void aPhotoBeginsOutsideTheCanvasWhereItIsToldTo() throws IOException {
        ObjectNode body = body(40, 40)
                .put("canvas_size", "50x50")
                .put("modify_origin_img_size", "200x200")
                .put("overlay_origin_x", -75)
                .put("overlay_origin_y", -160);
        BufferedImage picture = bench.picture(body);

        // 50 to 150 of it is red: here that is the canvas's full width, and nothing of its height beyond 150 - 160.
        assertColor(picture, 25, 5, Color.BLUE);
        assertColor(picture, 0, 39, Color.BLUE);
        assertColor(picture, 25, 40, CLEAR);
        assertColor(bench.picture(body.put("overlay_origin_y", -75)), 25, 25, Color.RED);
    }

    @Test
    void aPhotoFarOutsideAndOneOfHugeSizeAreComposedToo() throws IOException {
        assertColor(bench.picture(body(40, 30).put("overlay_origin_x", -1000)), 0, 30, CLEAR);

        BufferedImage huge = bench.picture(body(40, 40)
                .put("modify_origin_img_size", "100000x100000")
                .put("overlay_origin_x", -50_000)
                .put("overlay_origin_y", -50_000));
        assertColor(huge, 0, 0, Color.RED);
        assertColor(huge, 79, 59, Color.RED);
    }

    @Test
    void aSingleLineOfPixelsStaysOne() throws IOException {
        BufferedImage picture = bench.picture(body(40, 40)
                .put("canvas_size", "100x7")
                .put("modify_origin_img_size", "100x1")
                .put("overlay_origin_x", 0)
                .put("overlay_origin_y", 3));
        assertColor(picture, 0, 2, CLEAR);
        assertColor(picture, 0, 4, CLEAR);
        assertThat(new Color(picture.getRGB(50, 3), true).getAlpha()).isEqualTo(255);
    }
}
