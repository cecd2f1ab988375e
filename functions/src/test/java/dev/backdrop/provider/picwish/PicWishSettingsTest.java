package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.provider.TaskOrder;
import dev.backdrop.provider.picwish.PicWishSettings.ReturnType;
import dev.backdrop.provider.picwish.PicWishSettings.Type;
import dev.backdrop.request.OutputFormat;
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

class PicWishSettingsTest {

    private static PicWishSettings with(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BACKDROP_PICWISH_API_KEY", "wx-s3cret");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put("BACKDROP_PICWISH_" + namesAndValues[i], namesAndValues[i + 1]);
        }
        return PicWishSettings.from(Settings.of(environment));
    }

    @Test
    void theDefaultsAreThoseOfTheVendorsPages() {
        PicWishSettings settings = with();

        assertThat(settings.base()).isEqualTo(URI.create("https://techhk.aoscdn.com"));
        assertThat(settings.input()).isEqualTo(Input.UPLOAD);
        assertThat(settings.sync()).isFalse();
        assertThat(settings.type()).isEqualTo(Type.AUTO);
        assertThat(settings.returnType()).isEqualTo(ReturnType.URL);
        assertThat(settings.crop()).isFalse();
        assertThat(settings.backgroundPath()).isEqualTo("/api/tasks/visual/background");
        assertThat(settings.pace().price()).isEqualTo(BigDecimal.ONE);
        assertThat(settings.promptPrice()).isEqualTo(BigDecimal.valueOf(3));
        assertThat(settings.pace().concurrency()).isEqualTo(2);
        assertThat(settings.pace().polling().usual()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pace().polling().shortest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.limits().maxBytes()).isEqualTo(15_000_000);
        assertThat(settings.limits().maxSide()).isEqualTo(4096);
        assertThat(settings.limits().formats())
                .containsExactlyInAnyOrder(PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.WEBP);
    }

    @Test
    void theProviderDoesWhatItsPagesPromise() {
        PicWishProvider provider = new PicWishProvider(with());

        assertThat(provider.name()).isEqualTo("picwish");
        assertThat(provider.capabilities()).isSameAs(PicWishProvider.CAPABILITIES);
        assertThat(provider.capabilities().kinds()).containsExactly("color", "image", "prompt", "transparent");
        assertThat(provider.capabilities().inputs()).containsExactlyInAnyOrder(Input.UPLOAD, Input.URL);
        assertThat(provider.capabilities().placement()).isFalse();
        assertThat(provider.capabilities().seed()).isFalse();
        assertThat(provider.capabilities().repeatableSubmit()).isFalse();
    }

    @Test
    void aColourInPngIsComposedFromTheCutOutAndTheRestIsTheVendors() {
        Capabilities capabilities = PicWishProvider.CAPABILITIES;

        assertThat(capabilities.rendering(FakePicWish.color("#fff").request())).contains(Rendering.VENDOR);
        assertThat(capabilities.rendering(
                        FakePicWish.order(FakePicWish.color("#fff").request().background(), OutputFormat.PNG)
                                .request()))
                .contains(Rendering.COMPOSED);
        for (OutputFormat format : OutputFormat.values()) {
            assertThat(capabilities.rendering(FakePicWish.image(format).request()))
                    .contains(Rendering.VENDOR);
        }
        assertThat(capabilities.rendering(FakePicWish.transparent().request())).contains(Rendering.VENDOR);
        assertThat(capabilities.rendering(FakePicWish.prompt("x").request())).contains(Rendering.VENDOR);
    }

    @Test
    void aPromptTakesTwoStepsAndCostsBoth() {
        PicWishProvider provider = new PicWishProvider(with("PRICE", "2", "PROMPT_PRICE", "5"));

        assertThat(provider.steps(FakePicWish.prompt("x").request())).isEqualTo(2);
        assertThat(provider.price(FakePicWish.prompt("x").request())).isEqualTo(BigDecimal.valueOf(7));
        for (TaskOrder order : new TaskOrder[] {
            FakePicWish.transparent(), FakePicWish.color("#123456"), FakePicWish.image(OutputFormat.PNG)
        }) {
            assertThat(provider.steps(order.request())).isEqualTo(1);
            assertThat(provider.price(order.request())).isEqualTo(BigDecimal.valueOf(2));
        }
    }

    @Test
    void theKeyCanComeFromTheSecret() {
        Settings settings = new Settings(Map.of(), () -> Map.of("BACKDROP_PICWISH_API_KEY", "wx-from-secret"));

        assertThat(PicWishSettings.from(settings).apiKey()).isEqualTo("wx-from-secret");
        assertThat(PicWishSettings.lacking(settings)).isEmpty();
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(with("CROP", "true").toString()).contains("crop true").doesNotContain("s3cret");
        assertThatThrownBy(() -> with("API_KEY", "wx s3cret"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PICWISH_API_KEY")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aMissingKeyIsNamed() {
        Settings none = Settings.of(Map.of());

        assertThatThrownBy(() -> PicWishSettings.from(none))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PICWISH_API_KEY is not set");
        assertThat(PicWishSettings.lacking(none))
                .hasValueSatisfying(order -> assertThat(order).contains("BACKDROP_PICWISH_API_KEY"));
    }

    @Test
    void aBinaryResultNeedsACallThatWaitsForIt() {
        assertThat(with("RETURN_TYPE", "binary", "SYNC", "true").returnType()).isEqualTo(ReturnType.BINARY);
        assertThatThrownBy(() -> with("RETURN_TYPE", "binary"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("BACKDROP_PICWISH_RETURN_TYPE", "BACKDROP_PICWISH_SYNC", "url or base64");
    }

    @ParameterizedTest
    @CsvSource({"url, false", "url, true", "base64, false", "BASE64, true"})
    void addressAndBase64ComeEitherWay(String type, String sync) {
        assertThat(with("RETURN_TYPE", type, "SYNC", sync).returnType().name()).isEqualToIgnoringCase(type);
    }

    @ParameterizedTest
    @CsvSource({
        "BASE_URL, ftp://x",
        "BASE_URL, nonsense",
        "INPUT, fax",
        "SYNC, perhaps",
        "TYPE, cat",
        "RETURN_TYPE, 1",
        "CROP, 1",
        "BACKGROUND_PATH, api",
        "BACKGROUND_PATH, /a?b",
        "BACKGROUND_PATH, //evil.example",
        "BACKGROUND_PATH, /a/",
        "PRICE, free",
        "PRICE, -1",
        "PROMPT_PRICE, -1",
        "CONCURRENCY, 0",
        "USUAL_SECONDS, 0",
        "POLL_USUAL_MS, 0",
        "POLL_MIN_MS, 3000",
        "POLL_MIN_MS, 1500",
        "POLL_MAX_MS, 300001",
        "MAX_BYTES, 20000001",
        "MAX_SIDE, 4097"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BACKDROP_PICWISH_" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "URL", "Url"})
    void theWayOfHandingOverIsReadInAnyCase(String value) {
        assertThat(with("INPUT", value).input()).isEqualTo(Input.URL);
    }

    @Test
    void twentyMegabytesAreAllowedWhereTheyWork() {
        assertThat(with("MAX_BYTES", "20000000").limits().maxBytes()).isEqualTo(20_000_000);
    }

    @Test
    void whatASubmissionDoesFitsIntoItsTime() {
        Duration submission = Duration.ofSeconds(150);
        Duration startAndRecords = Duration.ofSeconds(10);
        Duration secondStep = PicWishApi.ASK_TIME.plus(PicWishApi.FETCH_TIME).plus(PicWishApi.CREATE_TIME);

        assertThat(secondStep).isLessThanOrEqualTo(submission.minus(startAndRecords));
        assertThat(PicWishApi.SYNC_TIME).isLessThanOrEqualTo(submission.minus(startAndRecords));
    }
}
