package dev.backdrop.local.simulator;

import java.net.URI;
import java.util.Map;

/** How one simulated vendor behaves. */
public interface VendorOptions {

    /** The provider's name, such as {@code perfectcorp}. */
    String provider();

    /** Puts the vendor's rules behind the shared hosts. */
    Vendor start(Shell shell);

    /**
     * The settings with which our client finds and is let in by this vendor.
     *
     * @param api the simulator's API host
     */
    Map<String, String> clientSettings(URI api);
}
