package dev.backdrop.local.simulator;

import java.util.Set;

/** One vendor's rules, behind the shared hosts. Called from many threads at once. */
public interface Vendor {

    /** Whether a request is this vendor's to answer. */
    boolean serves(Received request);

    /** What the vendor says; a request that it must refuse is answered, never thrown. */
    Answer answer(Received request);

    /** The secrets that belong to the API host only, and that the journal must not show. */
    Set<String> keys();
}
