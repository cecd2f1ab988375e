package dev.backdrop.local;

import dev.backdrop.local.simulator.VendorOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import java.util.List;

/** The one place where simulated vendors are registered, best first in the order that {@code auto} would have them. */
final class SimulatedVendors {

    private SimulatedVendors() {}

    static List<VendorOptions> all() {
        return List.of(PerfectCorpOptions.defaults());
    }
}
