package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Rgb;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A finished picture")
class CompositionTest {

    private static final int SIDE = 400;
    private static final TaskRequest.PhotoSource ANY = new TaskRequest.PhotoSource.Uploaded("0".repeat(64));

    private final Studio studio = new Studio(SamplePictures::cutOut);
    private final Picture photo = SamplePictures.disc(SIDE, SIDE);
    private final byte[] file = SamplePictures.file(photo, OutputFormat.PNG);

    @Test
    void hasExactlyTheColourAskedForWhereverTheSubjectIsNot() throws Exception {
        Picture result = make(new TaskRequest.BackdropOrder.Flat(Rgb.parse("#f4f1ea")), OutputFormat.PNG);

        for (int at = 0; at < result.argb().length; at++) {
            if (Math.hypot(at % SIDE - SIDE / 2.0, at / SIDE - SIDE / 2.0) > SIDE / 4.0 + 6) {
                assertThat(result.argb()[at]).isEqualTo(0xfff4f1ea);
            }
        }
    }

    @Test
    void keepsThePixelsOfTheSubjectAsTheyWere() throws Exception {
        Picture result = make(new TaskRequest.BackdropOrder.Flat(Rgb.parse("#0000ff")), OutputFormat.PNG);

        for (int at = 0; at < result.argb().length; at++) {
            if (Math.hypot(at % SIDE - SIDE / 2.0, at / SIDE - SIDE / 2.0) < SIDE / 4.0 - 6) {
                assertThat(result.argb()[at]).isEqualTo(photo.argb()[at]);
            }
        }
    }

    @Test
    void showsNothingOfTheOldBackgroundAtTheEdge() throws Exception {
        Picture result = make(new TaskRequest.BackdropOrder.Nothing(), OutputFormat.PNG);

        int edges = 0;
        for (int pixel : result.argb()) {
            int alpha = pixel >>> 24;
            if (alpha > 25 && alpha < 230) {
                edges++;
                assertThat(pixel >> 16 & 0xff)
                        .as("red of an edge pixel %08x", pixel)
                        .isGreaterThan(130);
                assertThat(pixel >> 8 & 0xff)
                        .as("green of an edge pixel %08x", pixel)
                        .isLessThan(85);
            }
        }
        assertThat(edges).as("pixels of a soft edge").isPositive();
    }

    @Test
    void followsTheEdgeOfThePhotoCloserThanTheMaskDoes() {
        Picture large = SamplePictures.disc(1600, 1600);
        Picture small = Matte.workingCopy(large);
        Plane rough = SamplePictures.discMask(160).resizedTo(small.width(), small.height());
        Plane fine = Matte.refine(small, SamplePictures.discMask(160)).alpha();

        assertThat(error(fine)).isLessThan(error(rough) / 3);
    }

    private static double error(Plane mask) {
        double sum = 0;
        for (int at = 0; at < mask.values().length; at++) {
            boolean inside = SamplePictures.inside(at % mask.width(), at / mask.width(), mask.width(), mask.height());
            sum += Math.abs(mask.values()[at] - (inside ? 1 : 0));
        }
        return sum;
    }

    @Test
    void isTransparentAroundTheSubjectWhenNothingIsAskedFor() throws Exception {
        Picture result = make(new TaskRequest.BackdropOrder.Nothing(), OutputFormat.PNG);

        assertThat(result.argb()[0] >>> 24).isZero();
        assertThat(result.argb()[SIDE * SIDE / 2 + SIDE / 2] >>> 24).isEqualTo(255);
    }

    @Test
    void hasTheSizeOfThePhotoWhateverTheBackgroundPictureHas() throws Exception {
        Picture backdrop = SamplePictures.disc(90, 50);
        Studio.Finished finished = studio.make(
                request(new TaskRequest.BackdropOrder.Uploaded("1".repeat(64)), 0, OutputFormat.JPEG),
                SamplePictures.file(SamplePictures.disc(300, 200), OutputFormat.PNG),
                SamplePictures.file(backdrop, OutputFormat.PNG));

        assertThat(List.of(finished.width(), finished.height())).containsExactly(300, 200);
        Picture result = PictureFiles.decode(finished.file());
        assertThat(List.of(result.width(), result.height())).containsExactly(300, 200);
    }

    @Test
    void showsTheMiddleOfABackgroundPictureOfOtherProportions() {
        Picture stripes = Picture.blank(40, 10);
        for (int at = 0; at < stripes.argb().length; at++) {
            int column = at % 40;
            stripes.argb()[at] = column < 15 ? 0xffff0000 : column < 25 ? 0xff00ff00 : 0xff0000ff;
        }
        int[] row = new int[10];
        Backdrops.picture(stripes, 10, 10).paint(5, row);

        assertThat(row).containsOnly(0xff00ff00);
    }

    @Test
    void isPaintedTheSameForTheSameSeedAndOtherwiseForAnother() throws Exception {
        TaskRequest.BackdropOrder marble = new TaskRequest.BackdropOrder.Painted("marble");

        byte[] one =
                studio.make(request(marble, 1, OutputFormat.PNG), file, null).file();
        byte[] again =
                studio.make(request(marble, 1, OutputFormat.PNG), file, null).file();
        byte[] other =
                studio.make(request(marble, 2, OutputFormat.PNG), file, null).file();

        assertThat(one).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void saysThatAPaintedBackdropIsOnlyAPreview() throws Exception {
        Studio.Finished finished = studio.make(
                request(new TaskRequest.BackdropOrder.Painted("sunlit marble"), 0, OutputFormat.PNG), file, null);

        assertThat(finished.notes()).anySatisfy(note -> assertThat(note).contains("preview", "sunlit, marble"));
    }

    @Test
    void castsAShadowWhereTheSubjectStands() throws Exception {
        Picture result = make(new TaskRequest.BackdropOrder.Painted("white studio"), OutputFormat.PNG);

        int below = result.argb()[(SIDE * 3 / 4 + 4) * SIDE + SIDE / 2] & 0xff;
        int beside = result.argb()[(SIDE * 3 / 4 + 4) * SIDE + SIDE / 10] & 0xff;
        assertThat(below).isLessThan(beside - 30);
    }

    @Test
    void failsWithWordsForWhatIsNoPicture() {
        assertThatThrownBy(() -> studio.make(
                        request(new TaskRequest.BackdropOrder.Nothing(), 0, OutputFormat.PNG), new byte[100], null))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("no JPEG or PNG");
    }

    @Test
    void failsWithWordsForAPhotoThatDoesNotFitIntoMemory() {
        Studio tight = new Studio(SamplePictures::cutOut, 1 << 20);

        assertThatThrownBy(() ->
                        tight.make(request(new TaskRequest.BackdropOrder.Nothing(), 0, OutputFormat.PNG), file, null))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("send a smaller one");
    }

    private Picture make(TaskRequest.BackdropOrder backdrop, OutputFormat format) throws Exception {
        return PictureFiles.decode(
                studio.make(request(backdrop, 0, format), file, null).file());
    }

    private static TaskRequest request(TaskRequest.BackdropOrder backdrop, long seed, OutputFormat format) {
        return new TaskRequest(ANY, backdrop, seed, format);
    }
}
