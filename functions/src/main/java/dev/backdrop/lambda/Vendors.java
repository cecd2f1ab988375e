package dev.backdrop.lambda;

import dev.backdrop.provider.Provider;
import dev.backdrop.provider.Providers;
import dev.backdrop.provider.perfectcorp.PerfectCorpProvider;
import dev.backdrop.provider.perfectcorp.PerfectCorpSettings;
import dev.backdrop.provider.studio.StudioProvider;
import dev.backdrop.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one place where every provider is registered. */
final class Vendors {

    private static final String AUTO_ORDER = "perfectcorp,fashn,picwish,akool,studio";

    private static final String PERFECTCORP_KEY = "BACKDROP_PERFECTCORP_API_KEY";
    private static final String STUDIO_ADDRESS = "BACKDROP_STUDIO_BASE_URL";

    private Vendors() {}

    static Providers setUp(Settings settings) {
        List<Provider> available = new ArrayList<>();
        Map<String, String> missing = new TreeMap<>();
        if (settings.text(PERFECTCORP_KEY).isPresent()) {
            available.add(new PerfectCorpProvider(PerfectCorpSettings.from(settings)));
        } else {
            missing.put(PerfectCorpProvider.NAME, "put " + PERFECTCORP_KEY + " into the provider secret");
        }
        if (settings.text(STUDIO_ADDRESS).isPresent()) {
            available.add(new StudioProvider(settings));
        } else {
            missing.put(StudioProvider.NAME, "set " + STUDIO_ADDRESS + " to the address of a studio service");
        }
        return new Providers(available, missing, settings.list("BACKDROP_AUTO_ORDER", AUTO_ORDER));
    }
}
