package dev.backdrop.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.lambda.ProvidersDoc.Row;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.akool.AkoolSettings;
import dev.backdrop.provider.fashn.FashnSettings;
import dev.backdrop.provider.perfectcorp.PerfectCorpSettings;
import dev.backdrop.provider.picwish.PicWishSettings;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/providers.md} says of settings, their defaults and their bounds what the code does. */
class ProviderSettingsDocTest {

    /** All that a provider's settings come to. */
    private static final Map<String, Function<Settings, List<Object>>> READ = Map.of(
            "perfectcorp",
                    settings -> List.of(PerfectCorpSettings.from(settings), PerfectCorpSettings.lacking(settings)),
            "fashn", settings -> List.of(FashnSettings.from(settings), FashnSettings.lacking(settings)),
            "picwish", settings -> List.of(PicWishSettings.from(settings), PicWishSettings.lacking(settings)),
            "akool", settings -> List.of(AkoolSettings.from(settings), AkoolSettings.lacking(settings)),
            "studio", settings -> List.of(StudioProvider.lacking(settings)));

    private static final Path SOURCES = Path.of("src/main/java/dev/backdrop/provider");

    private static final Pattern CAPITALS = Pattern.compile("\"([A-Z][A-Z0-9_]*[A-Z0-9])\"");
    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");

    static Stream<String> providers() {
        return ProvidersDocTest.providers().stream().map(Provider::name);
    }

    static Stream<Row> settings() {
        ProvidersDoc doc = ProvidersDoc.read();
        return providers().flatMap(name -> doc.of(name, "Settings").stream());
    }

    static Stream<Row> settingsWithADefault() {
        return settings().filter(setting -> !setting.at("default").equals("none"));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everySettingThatIsReadIsListedAndNoOther(String provider) throws IOException {
        Set<String> listed = new TreeSet<>();
        ProvidersDoc.read().of(provider, "Settings").forEach(row -> listed.addAll(ProvidersDoc.quoted(row.first())));

        assertThat(listed).isEqualTo(namesInSource(provider));
    }

    private static Set<String> namesInSource(String provider) throws IOException {
        String prefix = "BACKDROP_" + provider.toUpperCase(Locale.ROOT) + "_";
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve(provider))) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                if (source.contains("(Settings settings)")) {
                    addNames(source, prefix, names);
                }
                if (source.contains("new VendorSettings(")) {
                    addNames(Files.readString(SOURCES.resolve("VendorSettings.java")), prefix, names);
                }
            }
        }
        return names;
    }

    private static void addNames(String source, String prefix, Set<String> names) {
        CAPITALS.matcher(source)
                .results()
                .map(literal -> literal.group(1))
                .forEach(name -> names.add(name.startsWith(prefix) ? name : prefix + name));
    }

    private static List<Object> read(Row setting, Map<String, String> more) {
        String provider = ProvidersDoc.quoted(setting.section()).get(0);
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent("BACKDROP_" + provider.toUpperCase(Locale.ROOT) + "_API_KEY", "key");
        return READ.get(provider).apply(Settings.of(environment));
    }

    private static String name(Row setting) {
        return ProvidersDoc.quoted(setting.first()).get(0);
    }

    @ParameterizedTest
    @MethodSource("settingsWithADefault")
    void theListedDefaultChangesNothing(Row setting) {
        String value = setting.at("default").replace("`", "").replace("<feature>", "bg-replace-v2");

        assertThat(read(setting, Map.of(name(setting), value))).isEqualTo(read(setting, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theListedBoundsHold(Row setting) {
        String bounds = setting.at("bounds");
        Matcher range = RANGE.matcher(bounds);
        boolean words = bounds.matches("`[^`]+`(, `[^`]+`)*");
        if (range.matches()) {
            assertThatThrownBy(() -> read(setting, Map.of(name(setting), "-1")))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining(name(setting) + " must be a whole number from " + range.group(1) + " to "
                            + range.group(2) + ",");
        } else if (words) {
            assertThatThrownBy(() -> read(setting, Map.of(name(setting), "nonsense")))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining(name(setting))
                    .hasMessageContainingAll(ProvidersDoc.quoted(bounds).toArray(String[]::new));
        } else {
            assertThat(bounds)
                    .isIn(
                            "visible ASCII",
                            "any text",
                            "an http or https address",
                            "a path",
                            "letters, digits, dots, dashes");
        }
    }
}
