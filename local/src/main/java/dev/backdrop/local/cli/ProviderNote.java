package dev.backdrop.local.cli;

import java.net.URI;
import java.util.Objects;

/**
 * A provider, and what stands behind its name on this machine.
 *
 * @param name as in requests
 * @param address where it is reached
 * @param note what people must know about it, such as {@code simulated: no key is set}; empty if nothing
 */
public record ProviderNote(String name, Kind kind, URI address, String note) {

    public ProviderNote {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(note, "note");
    }

    /** What stands behind a name. */
    public enum Kind {
        /** The vendor itself: costs money. */
        REAL,
        /** A stand-in that speaks the vendor's protocol and makes toy pictures. */
        SIMULATOR,
        /** Our own free provider. */
        STUDIO
    }

    boolean isSimulated() {
        return kind == Kind.SIMULATOR;
    }
}
