package dev.backdrop.local.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SceneTest {

    @Test
    void aPlaceGivesTheWallAndASurfaceTheFloor() {
        Scene scene = Scene.of("an oak table in a forest");

        assertThat(scene.wall()).isEqualTo(Scene.of("forest").wall());
        assertThat(scene.floor()).isEqualTo(Scene.of("oak").floor());
    }

    @Test
    void theStuffCountsMoreThanItsShape() {
        assertThat(Scene.of("marble countertop").floor())
                .isEqualTo(Scene.of("marble").floor());
    }

    @Test
    void aColourAloneIsTheBackdrop() {
        Tint wall = Scene.of("something in navy").wall();

        assertThat(wall.blue()).isGreaterThan(2 * wall.red());
    }

    @Test
    void aColourTintsWhatItStandsBefore() {
        assertThat(Scene.of("black marble").floor().brightness()).isLessThan(0.4f);
        assertThat(Scene.of("marble").floor().brightness()).isGreaterThan(0.8f);
    }

    @Test
    void pastelIsLighterAndDarkIsDarker() {
        float plain = Scene.of("pink studio").wall().brightness();

        assertThat(Scene.of("pastel pink studio").wall().brightness()).isGreaterThan(plain);
        assertThat(Scene.of("dark pink studio").wall().brightness()).isLessThan(plain);
    }

    @Test
    void wordsAreFoundInAnyCaseAndInThePlural() {
        assertThat(Scene.of("FORESTS!").words()).containsExactly("forests");
    }

    @Test
    void aPromptWithoutAnyKnownWordIsNeutral() {
        Scene scene = Scene.of("quarterly report");

        assertThat(scene.words()).isEmpty();
        assertThat(scene.wall().saturated(-1).brightness()).isBetween(0.75f, 0.95f);
    }
}
