package dev.backdrop.local;

import dev.backdrop.local.cli.CannotStartException;
import dev.backdrop.local.cli.ProviderNote;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import dev.backdrop.local.studio.StudioServer;
import dev.backdrop.local.studio.StudioSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands behind the providers' names on this machine: studio, always; the vendor itself, or whatever its base URL
 * names, where its key is set; its simulator where it isn't.
 */
final class LocalVendors implements AutoCloseable {

    private static final String STUDIO_ADDRESS = "BACKDROP_STUDIO_BASE_URL";
    private static final String AUTO_ORDER = "BACKDROP_AUTO_ORDER";
    private static final String PERFECTCORP = "BACKDROP_PERFECTCORP_";
    private static final String PERFECTCORP_ADDRESS = "https://yce-api-01.makeupar.com";

    private final List<AutoCloseable> servers = new ArrayList<>();
    private final List<ProviderNote> notes = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private LocalVendors() {}

    /**
     * @param home the repository's folder
     * @param given the caller's environment
     * @param progress is told what takes a while and what is wrong
     * @throws CannotStartException if a setting makes no sense here
     */
    static LocalVendors start(Path home, Map<String, String> given, Clock clock, Consumer<String> progress) {
        LocalVendors vendors = new LocalVendors();
        given.forEach((name, value) -> {
            if (name.startsWith("BACKDROP_")) {
                vendors.environment.put(name, value);
            }
        });
        vendors.environment.put("BACKDROP_PROVIDER_SECRET", "");
        vendors.environment.put("BACKDROP_ALLOW_LOOPBACK", "true");
        try {
            vendors.perfectcorp(clock);
            vendors.studio(home, clock, progress);
            vendors.order();
        } catch (RuntimeException broken) {
            vendors.close();
            throw broken;
        }
        return vendors;
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private void perfectcorp(Clock clock) {
        if (given(PERFECTCORP + "API_KEY").isPresent()) {
            String address = given(PERFECTCORP + "BASE_URL").orElse(PERFECTCORP_ADDRESS);
            if (given(PERFECTCORP + "INPUT").filter("url"::equalsIgnoreCase).isPresent()) {
                throw new CannotStartException(PERFECTCORP + "INPUT=url can't work here: " + address
                        + " can't fetch a photo from this machine. Leave it out; the photo is uploaded then");
            }
            notes.add(new ProviderNote("perfectcorp", ProviderNote.Kind.REAL, URI.create(address), ""));
            return;
        }
        PerfectCorpOptions options = PerfectCorpOptions.defaults();
        Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withClock(clock).with(options));
        servers.add(simulator);
        environment.putAll(options.clientSettings(simulator.apiBase()));
        environment.remove(PERFECTCORP + "FILE_PATH");
        notes.add(new ProviderNote(
                "perfectcorp",
                ProviderNote.Kind.SIMULATOR,
                simulator.apiBase(),
                "simulated: " + PERFECTCORP + "API_KEY is not set"));
    }

    private void studio(Path home, Clock clock, Consumer<String> progress) {
        if (given(STUDIO_ADDRESS).isPresent()) {
            URI address = URI.create(given(STUDIO_ADDRESS).get());
            notes.add(new ProviderNote("studio", ProviderNote.Kind.STUDIO, address, ""));
            return;
        }
        try {
            StudioServer studio = StudioServer.start(StudioSettings.local(), home, clock, progress);
            servers.add(studio);
            environment.put(STUDIO_ADDRESS, studio.address().toString());
            notes.add(new ProviderNote("studio", ProviderNote.Kind.STUDIO, studio.address(), ""));
        } catch (IOException taken) {
            throw new CannotStartException("studio can't listen on 127.0.0.1: " + taken.getMessage());
        }
    }

    /** {@code auto} never picks a simulator: who asks for nothing in particular wants a picture, not a rehearsal. */
    private void order() {
        List<String> simulated = notes.stream()
                .filter(note -> note.kind() == ProviderNote.Kind.SIMULATOR)
                .map(ProviderNote::name)
                .toList();
        String order = given(AUTO_ORDER).orElse("perfectcorp,studio");
        environment.put(
                AUTO_ORDER,
                Stream.of(order.split(","))
                        .map(String::strip)
                        .filter(name -> !simulated.contains(name))
                        .collect(Collectors.joining(",")));
    }

    Map<String, String> environment() {
        return environment;
    }

    List<ProviderNote> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception broken) {
                throw new IllegalStateException("a local server didn't stop", broken);
            }
        }
    }
}
