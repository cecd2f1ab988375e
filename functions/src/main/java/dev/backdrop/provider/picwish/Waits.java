package dev.backdrop.provider.picwish;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.Headers;
import dev.backdrop.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;

/** How long to wait before a call is made again. */
final class Waits {

    /** Two calls a second are allowed: a second gives both back. */
    private static final Duration THROTTLED = Duration.ofSeconds(1);

    static final Duration UNAVAILABLE = Duration.ofSeconds(5);

    private Waits() {}

    /** What the answer asks for, though the vendor isn't known to ask, or else our own measure. */
    static Duration before(Failure failure, Headers headers, Clock clock) {
        return RetryAfter.of(headers, clock.instant()).orElse(of(failure));
    }

    /** Our own measure. */
    static Duration of(Failure failure) {
        return failure.code() == FailureCode.PROVIDER_THROTTLED ? THROTTLED : UNAVAILABLE;
    }
}
