package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorsTest {

    private static final String SETTING = "BACKDROP_SIMULATED_PROVIDERS";

    private static Set<String> simulated(String named) {
        return Vendors.simulated(Settings.of(Map.of(SETTING, named)));
    }

    @Test
    void nobodyIsSimulatedUnlessItIsSaid() {
        assertThat(Vendors.simulated(Settings.of(Map.of()))).isEmpty();
        assertThat(simulated("")).isEmpty();
        assertThat(simulated(" , ")).isEmpty();
    }

    @Test
    void thoseThatAreNamedAreSimulated() {
        assertThat(simulated("perfectcorp, picwish,picwish")).containsExactlyInAnyOrder("perfectcorp", "picwish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canva", "picwish,canva", "canva "})
    void aNameThatIsNoProvidersIsRefusedWithThoseThatAre(String named) {
        assertThatThrownBy(() -> simulated(named))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(SETTING + " must be names of providers out of"
                        + " [perfectcorp, fashn, picwish, akool, studio], not 'canva'");
    }
}
