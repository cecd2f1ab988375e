package dev.backdrop.local;

import dev.backdrop.local.simulator.VendorOptions;
import dev.backdrop.local.simulator.akool.AkoolOptions;
import dev.backdrop.local.simulator.fashn.FashnOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import dev.backdrop.local.simulator.picwish.PicWishOptions;
import java.util.List;

/** The one place where simulated vendors are registered, best first in the order that {@code auto} would have them. */
final class SimulatedVendors {

    private SimulatedVendors() {}

    static List<VendorOptions> all() {
        return List.of(
                PerfectCorpOptions.defaults(),
                FashnOptions.defaults(),
                PicWishOptions.defaults(),
                AkoolOptions.defaults());
    }
}
