package dev.backdrop.provider;

import java.net.URI;

/** Where a finished picture is. */
public sealed interface ResultPicture {

    /** At an address, for a while; asking for the task again gives a fresh one where the vendor renews. */
    record At(URI address) implements ResultPicture {}

    /** In the answer itself. */
    record Inline(byte[] bytes) implements ResultPicture {}
}
