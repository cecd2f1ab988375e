package dev.backdrop.provider.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfectCorpSettingsTest {

    private static PerfectCorpSettings with(String name, String value) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BACKDROP_PERFECTCORP_API_KEY", "sk-s3cret");
        environment.put("BACKDROP_PERFECTCORP_" + name, value);
        return PerfectCorpSettings.from(Settings.of(environment));
    }

    @Test
    void theDefaultsAreThoseOfTheVendorsPage() {
        PerfectCorpSettings settings = with("API_KEY", "sk-s3cret");

        assertThat(settings.base()).isEqualTo(URI.create("https://yce-api-01.makeupar.com"));
        assertThat(settings.feature()).isEqualTo("bg-replace-v2");
        assertThat(settings.filePath()).isEqualTo("/s2s/v2.0/file/bg-replace-v2");
        assertThat(settings.input()).isEqualTo(PerfectCorpSettings.Input.UPLOAD);
        assertThat(settings.pace().price()).isEqualTo(BigDecimal.valueOf(4));
        assertThat(settings.pace().polling().usual()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pace().polling().shortest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.pace().polling().longest()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.limits().maxBytes()).isLessThan(10_000_000);
        assertThat(settings.limits().maxSide()).isEqualTo(4096);
        assertThat(settings.limits().formats()).containsExactlyInAnyOrder(PhotoFormat.JPEG, PhotoFormat.PNG);
    }

    @Test
    void theProviderTakesPromptsAndNothingElse() {
        PerfectCorpProvider provider = new PerfectCorpProvider(with("API_KEY", "sk-s3cret"));

        assertThat(provider.name()).isEqualTo("perfectcorp");
        assertThat(provider.capabilities().kinds()).containsExactly("prompt");
    }

    @Test
    void theKeyCanComeFromTheSecret() {
        Settings settings = new Settings(Map.of(), () -> Map.of("BACKDROP_PERFECTCORP_API_KEY", "sk-from-secret"));
        assertThat(PerfectCorpSettings.from(settings).apiKey()).isEqualTo("sk-from-secret");
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(with("FEATURE", "bg-replace").toString())
                .contains("bg-replace")
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> with("API_KEY", "sk s3cret"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PERFECTCORP_API_KEY")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(() -> PerfectCorpSettings.from(Settings.of(Map.of())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PERFECTCORP_API_KEY is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "BASE_URL, ftp://x", "BASE_URL, nonsense", "FEATURE, a/b", "FEATURE, a b", "FILE_PATH, s2s", "FILE_PATH, /a?b",
        "FILE_PATH, //evil.example", "INPUT, fax", "PRICE, free", "PRICE, -1", "POLL_USUAL_MS, 0", "POLL_MAX_MS, 10000",
        "POLL_MIN_MS, 3000", "POLL_MIN_MS, 1500", "MAX_BYTES, 10000000", "MAX_SIDE, 5000"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PERFECTCORP_" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "URL", "Url"})
    void theWayOfHandingOverIsReadInAnyCase(String value) {
        assertThat(with("INPUT", value).input()).isEqualTo(PerfectCorpSettings.Input.URL);
    }
}
