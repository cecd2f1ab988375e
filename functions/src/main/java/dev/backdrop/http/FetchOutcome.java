package dev.backdrop.http;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** How a download from somebody else's address ended. */
public sealed interface FetchOutcome {

    /**
     * All of it came.
     *
     * @param bytes as they came, never decompressed
     * @param contentType as the server says, if it does: not to be trusted
     * @param finalAddress where it came from in the end, without query
     */
    record Fetched(byte[] bytes, Optional<String> contentType, URI finalAddress) implements FetchOutcome {

        public Fetched {
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public String toString() {
            return bytes.length + " bytes from " + finalAddress;
        }
    }

    /**
     * It didn't come.
     *
     * @param message what happened; holds no query
     */
    record NotFetched(Kind kind, String message) implements FetchOutcome {}

    /** Why it didn't come. */
    enum Kind {
        /** We don't connect to such an address, or don't follow such a redirect. */
        REFUSED,
        /** The server says no or knows nothing of it: a fresh address may help. */
        GONE,
        /** More than we take. */
        TOO_LARGE,
        /** Too slow as a whole, or silent for too long. */
        TIMED_OUT,
        /** The server or the way to it is in trouble: asking again may help. */
        UNAVAILABLE
    }
}
