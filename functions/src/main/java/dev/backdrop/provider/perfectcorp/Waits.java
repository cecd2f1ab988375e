package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.Headers;
import dev.backdrop.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;

/** How long to wait before a call is made again. */
final class Waits {

    /** The published rate is 250 requests in 300 s for an address and for a key: ten seconds give back eight of them. */
    private static final Duration THROTTLED = Duration.ofSeconds(10);

    static final Duration UNAVAILABLE = Duration.ofSeconds(5);

    private Waits() {}

    /** What the answer asks for, though the vendor isn't known to ask, or else our own measure. */
    static Duration before(Failure failure, Headers headers, Clock clock) {
        return RetryAfter.of(headers, clock.instant())
                .orElse(failure.code() == FailureCode.PROVIDER_THROTTLED ? THROTTLED : UNAVAILABLE);
    }
}
