package dev.backdrop.provider.akool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Capabilities;
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

class AkoolSettingsTest {

    private static final String KEY = "ak-s3cret";

    private static Settings given(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BACKDROP_AKOOL_API_KEY", KEY);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            environment.put("BACKDROP_AKOOL_" + namesAndValues[index], namesAndValues[index + 1]);
        }
        return Settings.of(environment);
    }

    private static AkoolSettings with(String... namesAndValues) {
        return AkoolSettings.from(given(namesAndValues));
    }

    @Test
    void theDefaultsAreThoseOfTheVendorsPageAndOtherwiseOurs() {
        AkoolSettings settings = with();

        assertThat(settings.base()).isEqualTo(URI.create("https://openapi.akool.com"));
        assertThat(settings.clientId()).isEmpty();
        assertThat(settings.webhook()).isEmpty();
        assertThat(settings.pace().price()).isEqualTo(BigDecimal.valueOf(4));
        assertThat(settings.pace().concurrency()).isEqualTo(2);
        assertThat(settings.pace().usualTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.pace().polling().usual()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pace().polling().shortest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.pace().polling().longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.limits().maxBytes()).isEqualTo(20_000_000);
        assertThat(settings.limits().maxSide()).isEqualTo(4096);
        assertThat(settings.limits().formats()).containsExactlyInAnyOrder(PhotoFormat.JPEG, PhotoFormat.PNG);
    }

    @Test
    void theProviderComposesAndInventsNothing() {
        AkoolProvider provider = new AkoolProvider(with());

        assertThat(provider.name()).isEqualTo("akool");
        assertThat(provider.capabilities().kinds()).containsExactly("color", "image", "transparent");
        assertThat(provider.capabilities().inputs()).containsExactly(Capabilities.Input.URL);
        assertThat(provider.capabilities().placement()).isTrue();
        assertThat(provider.capabilities().seed()).isFalse();
        assertThat(provider.capabilities().repeatableSubmit()).isFalse();
        assertThat(provider.limits()).isEqualTo(with().limits());
        assertThat(provider.pace()).isEqualTo(with().pace());
    }

    @Test
    void itIsOffUntilSomebodyWithAccessTurnsItOn() {
        assertThat(AkoolSettings.lacking(given()))
                .contains("the vendor has withdrawn it; set BACKDROP_AKOOL_ENABLED=true if you have access to it");
        assertThat(AkoolSettings.lacking(given("ENABLED", "false"))).isPresent();
        assertThat(AkoolSettings.lacking(given("ENABLED", "true"))).isEmpty();
    }

    @Test
    void whileItIsOffTheSecretIsNotEvenRead() {
        Settings settings = new Settings(Map.of(), () -> {
            throw new AssertionError("the secret was read");
        });
        assertThat(AkoolSettings.lacking(settings)).isPresent();
    }

    @Test
    void whatIsMissingIsNamedOneAfterTheOther() {
        assertThat(AkoolSettings.lacking(given("ENABLED", "true", "API_KEY", "")))
                .contains("put BACKDROP_AKOOL_API_KEY into the provider secret");
        assertThat(AkoolSettings.lacking(given("ENABLED", "true", "AUTH", "token")))
                .contains("set BACKDROP_AKOOL_CLIENT_ID, which goes with BACKDROP_AKOOL_AUTH=token");
        assertThat(AkoolSettings.lacking(given("ENABLED", "true", "AUTH", "token", "CLIENT_ID", "me")))
                .isEmpty();
    }

    @Test
    void keyAndClientIdCanComeFromTheSecret() {
        Settings settings = new Settings(
                Map.of("BACKDROP_AKOOL_ENABLED", "true", "BACKDROP_AKOOL_AUTH", "token"),
                () -> Map.of("BACKDROP_AKOOL_API_KEY", "from-secret", "BACKDROP_AKOOL_CLIENT_ID", "id-from-secret"));

        assertThat(AkoolSettings.lacking(settings)).isEmpty();
        assertThat(AkoolSettings.from(settings).apiKey()).isEqualTo("from-secret");
        assertThat(AkoolSettings.from(settings).clientId()).contains("id-from-secret");
    }

    @Test
    void aClientIdIsLeftAloneWhileTheKeyItselfIsSent() {
        assertThat(with("CLIENT_ID", "me").clientId()).isEmpty();
        assertThat(with("CLIENT_ID", "me", "AUTH", "key").clientId()).isEmpty();
        assertThat(with("CLIENT_ID", "me", "AUTH", "TOKEN").clientId()).contains("me");
    }

    @Test
    void nothingThatLetsInIsEverPrinted() {
        AkoolSettings settings =
                with("AUTH", "token", "CLIENT_ID", "id-s3cret", "WEBHOOK_URL", "https://me.example/h?t=s3cret");

        assertThat(settings.toString())
                .contains("openapi.akool.com", "token", "with a webhook")
                .doesNotContain("s3cret");
        for (String name : new String[] {"API_KEY", "CLIENT_ID"}) {
            assertThatThrownBy(() -> with("AUTH", "token", "CLIENT_ID", "me", name, "a s3cret"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("BACKDROP_AKOOL_" + name)
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aMissingKeyOrClientIdIsNamed() {
        assertThatThrownBy(() -> with("API_KEY", "")).hasMessageContaining("BACKDROP_AKOOL_API_KEY is not set");
        assertThatThrownBy(() -> with("AUTH", "token")).hasMessageContaining("BACKDROP_AKOOL_CLIENT_ID is not set");
    }

    @Test
    void aWebhookKeepsItsAddressToTheLetter() {
        assertThat(with("WEBHOOK_URL", "https://me.example/hook/?a=b").webhook())
                .contains(URI.create("https://me.example/hook/?a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "UPLOAD", "inline"})
    void photosAreHandedOverByAddressAndTheMessageSaysSo(String input) {
        assertThatThrownBy(() -> with("INPUT", input))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("BACKDROP_AKOOL_INPUT must be url, not '" + input
                        + "': Akool takes photos by address and in no other way");
        assertThat(with("INPUT", "URL")).isEqualTo(with());
    }

    @ParameterizedTest
    @CsvSource({
        "BASE_URL, ftp://x",
        "BASE_URL, nonsense",
        "AUTH, basic",
        "WEBHOOK_URL, ftp://x",
        "WEBHOOK_URL, a b",
        "PRICE, free",
        "PRICE, -1",
        "CONCURRENCY, 0",
        "USUAL_SECONDS, 0",
        "POLL_USUAL_MS, 0",
        "POLL_USUAL_MS, 500",
        "POLL_MIN_MS, 3000",
        "POLL_MIN_MS, 1500",
        "POLL_MAX_MS, 300001",
        "MAX_BYTES, 1",
        "MAX_SIDE, 10001"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_AKOOL_" + name);
    }

    @Test
    void anUnclearSwitchIsNamedToo() {
        assertThatThrownBy(() -> AkoolSettings.lacking(given("ENABLED", "yes")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_AKOOL_ENABLED");
    }
}
