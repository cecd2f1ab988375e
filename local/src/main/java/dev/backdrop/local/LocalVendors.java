package dev.backdrop.local;

import dev.backdrop.local.cli.CannotStartException;
import dev.backdrop.local.cli.ProviderNote;
import dev.backdrop.local.cli.ProviderNote.Kind;
import dev.backdrop.local.simulator.Simulator;
import dev.backdrop.local.simulator.SimulatorOptions;
import dev.backdrop.local.simulator.VendorOptions;
import dev.backdrop.local.studio.StudioPictures;
import dev.backdrop.local.studio.StudioServer;
import dev.backdrop.local.studio.StudioSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    private static final String STUDIO = "studio";
    private static final String STUDIO_ADDRESS = "BACKDROP_STUDIO_BASE_URL";
    private static final String AUTO_ORDER = "BACKDROP_AUTO_ORDER";
    private static final String SIMULATED_PROVIDERS = "BACKDROP_SIMULATED_PROVIDERS";

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
            StudioPictures pictures = vendors.studio(home, clock, progress);
            vendors.vendors(clock, pictures);
            vendors.tell();
        } catch (RuntimeException broken) {
            vendors.close();
            throw broken;
        }
        return vendors;
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private void vendors(Clock clock, StudioPictures pictures) {
        SimulatorOptions options =
                SimulatorOptions.defaults().withClock(clock).withPainter(new StudioPainter(pictures));
        List<VendorOptions> simulated = new ArrayList<>();
        for (VendorOptions vendor : SimulatedVendors.all()) {
            if (given(setting(vendor, "API_KEY")).isPresent()) {
                real(vendor);
            } else {
                simulated.add(vendor);
                options = options.with(vendor);
            }
        }
        if (simulated.isEmpty()) {
            return;
        }
        Simulator simulator = Simulator.start(options);
        servers.add(simulator);
        for (VendorOptions vendor : simulated) {
            environment.putAll(vendor.clientSettings(simulator.apiBase()));
            notes.add(new ProviderNote(
                    vendor.provider(),
                    Kind.SIMULATOR,
                    simulator.apiBase(),
                    "simulated: " + setting(vendor, "API_KEY") + " is not set"));
        }
    }

    private static String setting(VendorOptions vendor, String name) {
        return "BACKDROP_" + vendor.provider().toUpperCase(Locale.ROOT) + "_" + name;
    }

    /** A vendor can't fetch from this machine, unless it is on it. */
    private void real(VendorOptions vendor) {
        URI address = given(setting(vendor, "BASE_URL")).map(URI::create).orElse(vendor.publicAddress());
        boolean byAddress = vendor.takesAddressesOnly()
                || given(setting(vendor, "INPUT"))
                        .filter("url"::equalsIgnoreCase)
                        .isPresent();
        if (byAddress && !isHere(address)) {
            throw new CannotStartException(
                    vendor.takesAddressesOnly()
                            ? vendor.provider() + " takes photos by address only, and " + address
                                    + " can't fetch one from this machine. Use it on AWS; here, leave "
                                    + setting(vendor, "API_KEY") + " out, and it is simulated"
                            : setting(vendor, "INPUT") + "=url can't work here: " + address
                                    + " can't fetch a photo from this machine. Leave it out; the photo is uploaded then");
        }
        notes.add(new ProviderNote(vendor.provider(), Kind.REAL, address, ""));
    }

    private static boolean isHere(URI address) {
        try {
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    private StudioPictures studio(Path home, Clock clock, Consumer<String> progress) {
        if (given(STUDIO_ADDRESS).isPresent()) {
            URI address = URI.create(given(STUDIO_ADDRESS).get());
            notes.add(new ProviderNote(STUDIO, Kind.STUDIO, address, ""));
            StudioPictures pictures = StudioPictures.of(home, progress);
            servers.add(pictures);
            return pictures;
        }
        try {
            StudioServer studio = StudioServer.start(StudioSettings.local(), home, clock, progress);
            servers.add(studio);
            environment.put(STUDIO_ADDRESS, studio.address().toString());
            notes.add(new ProviderNote(STUDIO, Kind.STUDIO, studio.address(), ""));
            return studio.pictures();
        } catch (IOException taken) {
            throw new CannotStartException("studio can't listen on 127.0.0.1: " + taken.getMessage());
        }
    }

    /** Tells the functions which vendors are simulated, whatever the caller's environment has of it. */
    private void tell() {
        List<String> simulated = notes.stream()
                .filter(note -> note.kind() == Kind.SIMULATOR)
                .map(ProviderNote::name)
                .toList();
        environment.put(SIMULATED_PROVIDERS, String.join(",", simulated));
        order(simulated);
    }

    /** {@code auto} never picks a simulator: who asks for nothing in particular wants a picture, not a rehearsal. */
    private void order(List<String> simulated) {
        Stream<String> all =
                Stream.concat(SimulatedVendors.all().stream().map(VendorOptions::provider), Stream.of(STUDIO));
        String order = given(AUTO_ORDER).orElse(all.collect(Collectors.joining(",")));
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
