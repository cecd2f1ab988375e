package dev.backdrop.http;

import java.time.Duration;

/**
 * How long, and how much, we take from a server.
 *
 * @param connect to make a connection to one address, and again for its TLS handshake
 * @param silence without a single byte from the server
 * @param overall for the whole call, from the host's name to the answer's last byte
 * @param maxBytes of an answer's body
 */
public record HttpLimits(Duration connect, Duration silence, Duration overall, int maxBytes) {

    /** 5 s to connect, 30 s of silence, 60 s in all, 8 MiB: for the JSON APIs of vendors. */
    public static final HttpLimits API =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 8 << 20);

    /** 5 s to connect, 20 s of silence, 90 s in all, 64 MiB: for pictures. */
    public static final HttpLimits PICTURE =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(90), 64 << 20);

    /** @throws IllegalArgumentException unless all are positive */
    public HttpLimits {
        if (maxBytes < 1 || notPositive(connect) || notPositive(silence) || notPositive(overall)) {
            throw new IllegalArgumentException("HTTP limits are positive");
        }
    }

    private static boolean notPositive(Duration time) {
        return time.toMillis() < 1;
    }

    public HttpLimits withSilence(Duration time) {
        return new HttpLimits(connect, time, overall, maxBytes);
    }

    public HttpLimits withOverall(Duration time) {
        return new HttpLimits(connect, silence, time, maxBytes);
    }

    public HttpLimits withMaxBytes(int bytes) {
        return new HttpLimits(connect, silence, overall, bytes);
    }
}
