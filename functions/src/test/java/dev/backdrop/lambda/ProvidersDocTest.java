package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.photo.Layout;
import dev.backdrop.photo.PhotoLimits;
import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Capabilities.Rendering;
import dev.backdrop.provider.PollingRange;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers.Choice;
import dev.backdrop.provider.Providers.Listing;
import dev.backdrop.request.Anchor;
import dev.backdrop.request.Background;
import dev.backdrop.request.Canvas;
import dev.backdrop.request.Output;
import dev.backdrop.request.OutputFormat;
import dev.backdrop.request.Placement;
import dev.backdrop.request.Request;
import dev.backdrop.request.Rgb;
import dev.backdrop.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/providers.md} says of what each provider can do what the code does. */
class ProvidersDocTest {

    private static final Map<String, String> SET_UP = Map.of(
            "BACKDROP_PERFECTCORP_API_KEY", "key",
            "BACKDROP_FASHN_API_KEY", "key",
            "BACKDROP_PICWISH_API_KEY", "key",
            "BACKDROP_AKOOL_API_KEY", "key",
            "BACKDROP_AKOOL_ENABLED", "true",
            "BACKDROP_STUDIO_BASE_URL", "http://127.0.0.1:9");

    private static final Map<String, Background> BACKGROUNDS = backgrounds();

    private static Map<String, Background> backgrounds() {
        Map<String, Background> all = new LinkedHashMap<>();
        all.put("prompt", new Background.Prompt("a beach"));
        all.put("color", new Background.Color(Rgb.parse("#ffffff")));
        all.put("image", new Background.Image(URI.create("s3://bucket/key")));
        all.put("transparent", new Background.Transparent());
        return all;
    }

    static List<Provider> providers() {
        return Vendors.setUp(Settings.of(SET_UP)).all().stream()
                .map(listing -> ((Listing.Available) listing).provider())
                .toList();
    }

    private static String said(String topic, Provider provider) {
        return ProvidersDoc.read().table("What each can do", "").stream()
                .filter(row -> row.first().equals(topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row '" + topic + "'"))
                .at("`" + provider.name() + "`");
    }

    private static String made(Provider provider, Background background, Placement placement) {
        Map<Rendering, String> formats = Stream.of(OutputFormat.PNG, OutputFormat.JPEG)
                .filter(format -> rendering(provider, background, placement, format) != null)
                .collect(Collectors.groupingBy(
                        format -> rendering(provider, background, placement, format),
                        Collectors.mapping(OutputFormat::name, Collectors.joining(", "))));
        String composed =
                formats.containsKey(Rendering.COMPOSED) ? formats.get(Rendering.COMPOSED) + " composed" : null;
        String all = Stream.of(formats.get(Rendering.VENDOR), composed)
                .filter(words -> words != null)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "no" : all;
    }

    /** By the vendor's own formats: what it returns in another one is converted. */
    private static Rendering rendering(
            Provider provider, Background background, Placement placement, OutputFormat format) {
        Capabilities capabilities = provider.capabilities();
        Request request = new Request(background, provider.name(), null, new Output(format, null), placement);
        return capabilities
                .rendering(request)
                .filter(how -> how == Rendering.COMPOSED
                        || capabilities
                                .backgrounds()
                                .getOrDefault(background.getClass(), Set.of())
                                .contains(format))
                .orElse(null);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatAProviderMakes(Provider provider) {
        BACKGROUNDS.forEach((word, background) -> assertThat(said(word, provider))
                .as(word)
                .matches(made(provider, background, null) + "(, in two tasks)?"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void wherePlacementsAreTaken(Provider provider) {
        Placement placement = new Placement(null, 0.5, Anchor.CENTER);

        for (String word : List.of("color", "image", "transparent")) {
            assertThat(said("placement of a color, image or transparent", provider))
                    .isEqualTo(made(provider, BACKGROUNDS.get(word), placement));
        }
        assertThat(made(provider, BACKGROUNDS.get("prompt"), placement)).isEqualTo("no");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void seedsAndHandingOver(Provider provider) {
        Capabilities capabilities = provider.capabilities();

        assertThat(said("seed", provider)).isEqualTo(capabilities.seed() ? "yes" : "no");
        assertThat(said("photo handed over by", provider))
                .isEqualTo(capabilities.inputs().stream()
                        .sorted()
                        .map(input -> input.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        assertThat(said("repeated billed call", provider))
                .isEqualTo(capabilities.repeatableSubmit() ? "the same task" : "a second task");
        capabilities
                .maxResultPixels()
                .ifPresent(pixels -> assertThat(said("largest result", provider))
                        .isEqualTo(new BigDecimal(pixels).movePointLeft(6).stripTrailingZeros() + " megapixels"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void limitsAndPace(Provider provider) {
        PhotoLimits limits = provider.limits();
        PollingRange polling = provider.pace().polling();

        assertThat(said("photos that we send", provider))
                .isEqualTo(limits.formats().stream().sorted().map(Enum::name).collect(Collectors.joining(", ")) + "; "
                        + limits.maxBytes() + " bytes; " + limits.maxSide() + " px");
        assertThat(said("wait between polls", provider))
                .isEqualTo(polling.usual().toSeconds() + " s ("
                        + polling.shortest().toSeconds() + " to "
                        + polling.longest().toSeconds() + " s)");
        assertThat(said("jobs at once", provider))
                .isEqualTo("" + provider.pace().concurrency());
        assertThat(said("usual time", provider))
                .isEqualTo(provider.pace().usualTime().toSeconds() + " s");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void prices(Provider provider) {
        Request prompt =
                new Request(BACKGROUNDS.get("prompt"), provider.name(), null, new Output(OutputFormat.PNG, null));
        BigDecimal usual = provider.pace().price();
        String more = provider.price(prompt).equals(usual) ? "" : ", prompt " + provider.price(prompt);

        assertThat(said("price of a result", provider)).matches(usual + more + "( .*)?");
    }

    private static String corner(Layout.Box box) {
        return "(" + box.x() + ", " + box.y() + ")";
    }

    private static String size(Layout.Box box) {
        return box.width() + " x " + box.height();
    }

    @Test
    void theWorkedPlacement() {
        Layout layout = Layout.of(400, 300, new Placement(new Canvas(600, 600), 0.5, Anchor.BOTTOM));
        Layout.Box behind = layout.cover(90, 200);

        assertThat(ProvidersDoc.read().text())
                .contains(size(layout.photo()), corner(layout.photo()), size(behind), corner(behind));
    }

    @ParameterizedTest
    @CsvSource({
        "perfectcorp, color, 1",
        "akool, prompt, 1",
        "picwish, prompt, 0.5",
        "studio, prompt, 1",
        "canva, prompt, 1"
    })
    void theQuotedRefusals(String provider, String background, double scale) {
        Map<String, String> withoutStudio = new HashMap<>(SET_UP);
        withoutStudio.remove("BACKDROP_STUDIO_BASE_URL");
        Placement placement = scale == 1 ? null : new Placement(null, scale, Anchor.CENTER);
        Choice choice = Vendors.setUp(Settings.of(withoutStudio))
                .choose(new Request(
                        BACKGROUNDS.get(background), provider, null, new Output(OutputFormat.PNG, null), placement));

        assertThat(ProvidersDoc.read().text())
                .contains("\n    " + ((Choice.None) choice).failure().message() + "\n");
    }
}
