package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutOutTest {

    private static final String MISSING =
            "the test with the real cut-out model, which is missing; run `npm ci --ignore-scripts` in local/ to have it";

    @Test
    void theModelFindsADiscWhereItIs() {
        Model model = Model.of(Path.of("").toAbsolutePath().getParent(), line -> {});
        if (!model.isPresent()) {
            // Surefire keeps the reason of a skipped test to itself.
            System.out.println("Skipped: " + MISSING);
        }
        assumeTrue(model.isPresent(), MISSING);

        try (CutOut neural = CutOuts.from(model.get(), line -> {})) {
            assertThat(neural).isInstanceOf(NeuralCutOut.class);
            assertFindsTheDisc(neural);
        }
    }

    @Test
    void theBordersColourFindsADiscOnAPlainGround() {
        assertFindsTheDisc(new BorderCutOut("no model"));
    }

    private static void assertFindsTheDisc(CutOut cutOut) {
        Picture photo = SamplePictures.disc(480, 360);
        Plane mask = cutOut.find(photo).mask().resizedTo(480, 360);
        int wrong = 0;
        for (int at = 0; at < mask.values().length; at++) {
            boolean inside = SamplePictures.inside(at % 480, at / 480, 480, 360);
            wrong += inside == mask.values()[at] > 0.5f ? 0 : 1;
        }
        assertThat(wrong).isLessThan(480 * 360 / 100);
    }

    @Test
    void theBordersColourFindsNothingOnAnEmptyGround() {
        Picture empty = Picture.blank(100, 100);
        Arrays.fill(empty.argb(), SamplePictures.SURROUNDINGS);

        assertThatThrownBy(() -> new BorderCutOut("no model").find(empty))
                .isInstanceOf(NoSubjectException.class)
                .hasMessageContaining("clear subject");
    }

    @Test
    void theBordersColourFollowsLightThatFallsOffSlowly() {
        Picture photo = SamplePictures.disc(400, 400);
        for (int at = 0; at < photo.argb().length; at++) {
            int x = at % 400;
            if (!SamplePictures.inside(x, at / 400, 400, 400)) {
                int level = 150 + x / 8;
                photo.argb()[at] = 0xff000000 | level * 0x10101;
            }
        }
        Plane mask = new BorderCutOut("no model").find(photo).mask();

        assertThat(mask.values()[0]).isZero();
        assertThat(mask.values()[399]).isZero();
        assertThat(mask.values()[90 * 400 + 200]).isZero();
        assertThat(mask.values()[200 * 400 + 200]).isEqualTo(1);
    }

    @Test
    void withoutAModelTheWarningTravelsWithEveryAnswerAndIsSaidOnce() {
        List<String> said = new ArrayList<>();
        CutOut fallback = CutOuts.from(new Model.Missing("get it with npm"), said::add);

        assertThat(said).containsExactly("get it with npm");
        assertThat(fallback.find(SamplePictures.disc(200, 200)).notes()).containsExactly("get it with npm");
    }

    @Test
    void aModelThatIsNoModelFallsBackAndSaysWhy() {
        CutOut fallback = CutOuts.from(new Model.Found(new byte[] {1, 2, 3}), line -> {});

        assertThat(fallback.find(SamplePictures.disc(200, 200)).notes())
                .anySatisfy(note -> assertThat(note).contains("can't run on this machine"));
    }

    @Test
    void smokeAndGhostsAreDecidedAndSureAreasStay() {
        Plane mask = new Plane(320, 320);
        fill(mask, 100, 100, 220, 220, 1);
        fill(mask, 10, 10, 14, 14, 0.9f);
        fill(mask, 220, 120, 300, 200, 0.3f);
        Plane tidy = Tidying.tidied(mask);

        assertThat(tidy.values()[160 * 320 + 160]).isEqualTo(1);
        assertThat(tidy.values()[12 * 320 + 12]).as("ghost").isZero();
        assertThat(tidy.values()[160 * 320 + 260]).as("smoke").isZero();
    }

    private static void fill(Plane mask, int left, int top, int right, int bottom, float value) {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(mask.values(), y * mask.width() + left, y * mask.width() + right, value);
        }
    }
}
