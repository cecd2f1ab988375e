package dev.backdrop.http;

import java.util.Objects;

/** How a call ended. */
public sealed interface ApiOutcome {

    /**
     * A complete answer came, whatever it says: redirects and errors are answers too. Printing it doesn't show the body.
     *
     * @param status the HTTP status
     * @param body as it came, never decompressed; empty if there was none
     */
    record Answer(int status, Headers headers, byte[] body) implements ApiOutcome {

        public Answer {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(body, "body");
        }

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "HTTP " + status + ", " + body.length + " bytes, " + headers;
        }
    }

    /**
     * No complete answer came.
     *
     * @param kind what was in the way
     * @param mayHaveArrived false only if the request surely never reached the server
     * @param message what happened; holds the host, and neither path, query, key nor body
     */
    record NoAnswer(Kind kind, boolean mayHaveArrived, String message) implements ApiOutcome {

        public NoAnswer {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
        }
    }

    /** What was in the way of an answer. */
    enum Kind {
        /** We don't connect to such an address. Never sent. */
        REFUSED,
        /** The host's name is unknown, or no connection could be made, in plain or by TLS. Never sent. */
        UNREACHABLE,
        /** It took too long. */
        TIMED_OUT,
        /** The connection broke, or what came wasn't HTTP. */
        BROKEN,
        /** The answer is larger than we take. */
        TOO_LARGE
    }
}
