package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.settings.InvalidSettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {

    private static Map<String, String> read(String json) {
        return ProviderSettings.over(
                Map.of("BACKDROP_PERFECTCORP_FEATURE", "bg-replace-v2", ProviderSettings.NAME, json));
    }

    @Test
    void whatIsSaidTogetherWinsOverAVariableOfItsOwn() {
        assertThat(read("{\"BACKDROP_PERFECTCORP_FEATURE\":\"bg-replace\",\"BACKDROP_FASHN_PRICE\":2,"
                        + "\"BACKDROP_AKOOL_ENABLED\":true}"))
                .containsEntry("BACKDROP_PERFECTCORP_FEATURE", "bg-replace")
                .containsEntry("BACKDROP_FASHN_PRICE", "2")
                .containsEntry("BACKDROP_AKOOL_ENABLED", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{}"})
    void nothingSaidChangesNothing(String json) {
        assertThat(read(json)).containsEntry("BACKDROP_PERFECTCORP_FEATURE", "bg-replace-v2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"BACKDROP_FASHN_API_KEY":"secret"} | provider secret
            {"PATH":"/tmp"}                     | must be a setting's name
            {"BACKDROP_FASHN_MODEL":{"a":1}}    | must be a setting's name
            ["BACKDROP_FASHN_MODEL"]            | must be a JSON object
            {"BACKDROP_FASHN_MODEL"             | is not JSON
            """)
    void whatMakesNoSenseIsRefusedByName(String json, String complaint) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(ProviderSettings.NAME)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("secret\"");
    }
}
