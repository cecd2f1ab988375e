package dev.backdrop.provider.fashn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.request.Background;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Request;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FashnSettingsTest {

    private static FashnSettings with(String name, String value) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BACKDROP_FASHN_API_KEY", "fa-s3cret");
        environment.put("BACKDROP_FASHN_" + name, value);
        return FashnSettings.from(Settings.of(environment));
    }

    @Test
    void theDefaultsAreThoseOfTheVendorsPages() {
        FashnSettings settings = with("API_KEY", "fa-s3cret");

        assertThat(settings.base()).isEqualTo(URI.create("https://api.fashn.ai"));
        assertThat(settings.model()).isEqualTo("background-change");
        assertThat(settings.input()).isEqualTo(Input.UPLOAD);
        assertThat(settings.returnBase64()).isFalse();
        assertThat(settings.pace().price()).isEqualTo(BigDecimal.ONE);
        assertThat(settings.pace().concurrency()).isEqualTo(6);
        assertThat(settings.pace().usualTime()).isEqualTo(Duration.ofSeconds(12));
        assertThat(settings.limits().maxSide()).isEqualTo(2000);
        assertThat(settings.limits().formats()).containsExactlyInAnyOrder(PhotoFormat.JPEG, PhotoFormat.PNG);
    }

    @Test
    void aPhotoInsideTheCallStaysBelowSixMillionCharacters() {
        assertThat(4 * ((with("API_KEY", "fa-s3cret").limits().maxBytes() + 2) / 3))
                .isLessThanOrEqualTo(6_000_000);
    }

    @Test
    void asManyTasksAsMayRunAtOnceArePolledWithinTheRate() {
        FashnSettings settings = with("API_KEY", "fa-s3cret");
        long callsInTenSeconds = settings.pace().concurrency()
                * (10_000 / settings.pace().polling().usual().toMillis());

        assertThat(callsInTenSeconds).isLessThanOrEqualTo(50);
        assertThat(settings.pace().polling().shortest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.pace().polling().longest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theProviderMakesBackgroundsFromPromptsAndNothingElse() {
        FashnProvider provider = new FashnProvider(with("API_KEY", "fa-s3cret"));

        assertThat(provider.name()).isEqualTo("fashn");
        assertThat(provider.capabilities().kinds()).containsExactly("prompt");
        assertThat(provider.capabilities().seed()).isTrue();
        assertThat(provider.capabilities().placement()).isFalse();
        assertThat(provider.capabilities().repeatableSubmit()).isFalse();
        assertThat(provider.capabilities().maxResultPixels()).hasValue(1_050_000);
        assertThat(provider.limits().maxSide()).isEqualTo(2000);
        assertThat(provider.pace().price()).isEqualTo(BigDecimal.ONE);
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void itServesEitherFormatItself(OutputFormat format) {
        Request request = new Request(new Background.Prompt("a beach"), "fashn", 7L, new Output(format, null));

        assertThat(FashnProvider.CAPABILITIES.rendering(request)).contains(Rendering.VENDOR);
    }

    @Test
    void theKeyCanComeFromTheSecret() {
        Settings settings = new Settings(Map.of(), () -> Map.of("BACKDROP_FASHN_API_KEY", "fa-from-secret"));

        assertThat(FashnSettings.from(settings).apiKey()).isEqualTo("fa-from-secret");
        assertThat(FashnSettings.lacking(settings)).isEmpty();
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(with("MODEL", "edit").toString()).contains("edit").doesNotContain("s3cret");
        assertThatThrownBy(() -> with("API_KEY", "fa s3cret"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_FASHN_API_KEY")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aMissingKeyIsNamed() {
        Settings none = Settings.of(Map.of());

        assertThat(FashnSettings.lacking(none).orElseThrow()).contains("BACKDROP_FASHN_API_KEY");
        assertThatThrownBy(() -> FashnSettings.from(none))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_FASHN_API_KEY is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "BASE_URL, ftp://x", "BASE_URL, nonsense", "MODEL, a/b", "MODEL, a b", "INPUT, fax", "RETURN_BASE64, maybe",
        "PRICE, free", "PRICE, -1", "CONCURRENCY, 0", "USUAL_SECONDS, 0", "POLL_USUAL_MS, 0", "POLL_MAX_MS, 61000",
        "POLL_MIN_MS, 3000", "POLL_MIN_MS, 1500", "MAX_BYTES, 20000001", "MAX_BYTES, 1", "MAX_SIDE, 8193", "MAX_SIDE, 1"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_FASHN_" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "URL", "Url"})
    void theWayOfHandingOverIsReadInAnyCase(String value) {
        assertThat(with("INPUT", value).input()).isEqualTo(Input.URL);
    }
}
