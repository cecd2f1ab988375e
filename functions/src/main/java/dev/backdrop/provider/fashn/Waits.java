package dev.backdrop.provider.fashn;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.Headers;
import dev.backdrop.http.RetryAfter;
import dev.backdrop.provider.Meaning;
import java.time.Clock;
import java.time.Duration;

/** How long to wait before a call is made again. */
final class Waits {

    /** 50 submissions in 60 s and 50 status calls in 10 s are published: five seconds give back some of either. */
    static final Duration THROTTLED = Duration.ofSeconds(5);

    /** One of the account's six tasks must end first, and each takes about 12 s. */
    static final Duration CROWDED = Duration.ofSeconds(15);

    static final Duration UNAVAILABLE = Duration.ofSeconds(10);

    private Waits() {}

    /** What the answer asks for, or else our own measure. */
    static Duration before(Meaning meaning, Headers headers, Clock clock) {
        return RetryAfter.of(headers, clock.instant()).orElseGet(() -> {
            if (ApiErrors.isCrowded(meaning)) {
                return CROWDED;
            }
            return meaning.code() == FailureCode.PROVIDER_THROTTLED ? THROTTLED : UNAVAILABLE;
        });
    }
}
