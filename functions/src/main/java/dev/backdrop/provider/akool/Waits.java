package dev.backdrop.provider.akool;

import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How long to wait before a call is made again. */
final class Waits {

    /** Code 1005 comes without a number, and no rate is published: our own measure. */
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    static final Duration UNAVAILABLE = Duration.ofSeconds(5);

    private Waits() {}

    /** What the answer asks for, though the vendor isn't known to ask, or else our own measure if we are to slow down. */
    static Optional<Duration> asked(Failure failure, VendorAnswer answer, Clock clock) {
        return RetryAfter.of(answer.headers(), clock.instant())
                .or(() -> failure.code() == FailureCode.PROVIDER_THROTTLED ? Optional.of(THROTTLED) : Optional.empty());
    }

    /** The same, for a call that can't be left to the usual interval. */
    static Duration before(Failure failure, VendorAnswer answer, Clock clock) {
        return asked(failure, answer, clock).orElse(UNAVAILABLE);
    }
}
