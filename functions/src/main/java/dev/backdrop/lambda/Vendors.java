package dev.backdrop.lambda;

import dev.backdrop.provider.Capabilities;
import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.Providers.Listing;
import dev.backdrop.provider.akool.AkoolProvider;
import dev.backdrop.provider.akool.AkoolSettings;
import dev.backdrop.provider.fashn.FashnProvider;
import dev.backdrop.provider.fashn.FashnSettings;
import dev.backdrop.provider.perfectcorp.PerfectCorpProvider;
import dev.backdrop.provider.perfectcorp.PerfectCorpSettings;
import dev.backdrop.provider.picwish.PicWishProvider;
import dev.backdrop.provider.picwish.PicWishSettings;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.settings.InvalidSettingException;
import dev.backdrop.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The one place where every provider is registered. */
final class Vendors {

    private static final String SIMULATED = "BACKDROP_SIMULATED_PROVIDERS";

    private static final List<Vendor> ALL = List.of(
            new Vendor(
                    PerfectCorpProvider.NAME,
                    PerfectCorpProvider.CAPABILITIES,
                    PerfectCorpSettings::lacking,
                    settings -> new PerfectCorpProvider(PerfectCorpSettings.from(settings))),
            new Vendor(
                    FashnProvider.NAME,
                    FashnProvider.CAPABILITIES,
                    FashnSettings::lacking,
                    settings -> new FashnProvider(FashnSettings.from(settings))),
            new Vendor(
                    PicWishProvider.NAME,
                    PicWishProvider.CAPABILITIES,
                    PicWishSettings::lacking,
                    settings -> new PicWishProvider(PicWishSettings.from(settings))),
            new Vendor(
                    AkoolProvider.NAME,
                    AkoolProvider.CAPABILITIES,
                    AkoolSettings::lacking,
                    settings -> new AkoolProvider(AkoolSettings.from(settings))),
            new Vendor(StudioProvider.NAME, StudioProvider.CAPABILITIES, StudioProvider::lacking, StudioProvider::new));

    private Vendors() {}

    /**
     * A provider that there is.
     *
     * @param lacking what to do before it can be used, as an order; nothing if it can
     * @param start throws {@link InvalidSettingException} for a setting that makes no sense
     */
    private record Vendor(
            String name,
            Capabilities capabilities,
            Function<Settings, Optional<String>> lacking,
            Function<Settings, Provider> start) {

        Listing listing(Settings settings) {
            return lacking.apply(settings)
                    .<Listing>map(lacks -> new Listing.Missing(name, capabilities, lacks))
                    .orElseGet(() -> new Listing.Available(start.apply(settings)));
        }
    }

    static Providers setUp(Settings settings) {
        return new Providers(
                ALL.stream().map(vendor -> vendor.listing(settings)).toList(),
                settings.list("BACKDROP_AUTO_ORDER", String.join(",", names())));
    }

    private static List<String> names() {
        return ALL.stream().map(Vendor::name).toList();
    }

    /**
     * The names of those that a stand-in answers for, as whoever runs the stand-ins says; on AWS nobody does.
     *
     * @throws InvalidSettingException for a name that is no provider's: the one that is meant would pass for real
     */
    static Set<String> simulated(Settings settings) {
        List<String> named = settings.list(SIMULATED, "");
        named.stream().filter(name -> !names().contains(name)).findFirst().ifPresent(unknown -> {
            throw new InvalidSettingException(
                    SIMULATED + " must be names of providers out of " + names() + ", not '" + unknown + "'");
        });
        return Set.copyOf(named);
    }
}
