package dev.backdrop.local.simulator;

import java.net.URI;
import java.util.Map;

/** How one simulated vendor behaves. */
public interface VendorOptions {

    /** The provider's name, such as {@code perfectcorp}. */
    String provider();

    /** Where the vendor itself is, unless a setting says otherwise. */
    URI publicAddress();

    /** Whether the vendor takes a photo by its address only, which a real one can't reach on this machine. */
    default boolean takesAddressesOnly() {
        return false;
    }

    /** Puts the vendor's rules behind the shared hosts. */
    Vendor start(Shell shell);

    /**
     * The settings with which our client finds and is let in by this vendor.
     *
     * @param api the simulator's API host
     */
    Map<String, String> clientSettings(URI api);
}
