package dev.backdrop.http;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.FetchOutcome.Fetched;
import dev.backdrop.http.FetchOutcome.Kind;
import dev.backdrop.http.FetchOutcome.NotFetched;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Downloads from addresses that somebody else gave us: guarded ({@link AddressGuard}) at first and on each redirect, capped
 * in bytes and in time, with no cookies and no credentials. Safe for use by many threads.
 */
public final class GuardedFetch implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

    private final AddressGuard guard;
    private final HttpLimits limits;
    private final Exchanges exchanges;

    public GuardedFetch(AddressGuard guard, HttpLimits limits) {
        this.guard = guard;
        this.limits = limits;
        this.exchanges = new Exchanges(guard::resolve, limits, false);
    }

    /** Never throws for what the network or the server does. */
    public FetchOutcome fetch(URI address) {
        long deadline = System.nanoTime() + limits.overall().toNanos();
        URI next = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            try {
                guard.check(next);
            } catch (RefusedAddressException refused) {
                return new NotFetched(Kind.REFUSED, refused.getMessage());
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() < 1) {
                return new NotFetched(Kind.TIMED_OUT, Addresses.shown(next) + " redirected for too long");
            }
            ApiRequest request = ApiRequest.get(next).header("Accept", "*/*");
            ApiOutcome outcome = exchanges.run(request, status -> status == 200, left);
            if (!(outcome instanceof Answer answer)) {
                return notFetched((NoAnswer) outcome);
            }
            if (!REDIRECTS.contains(answer.status())) {
                return fetched(answer, next);
            }
            Optional<URI> target = target(next, answer);
            if (target.isEmpty()) {
                return new NotFetched(Kind.REFUSED, Addresses.shown(next) + " redirects to where we don't follow");
            }
            next = target.get();
        }
        return new NotFetched(Kind.REFUSED, Addresses.shown(address) + " redirects too many times");
    }

    /** Where to, unless that is nowhere or from https down to http. */
    private static Optional<URI> target(URI from, Answer answer) {
        try {
            return answer.headers()
                    .first("Location")
                    .map(from::resolve)
                    .filter(to -> "https".equalsIgnoreCase(to.getScheme())
                            || from.getScheme().equalsIgnoreCase(to.getScheme()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static FetchOutcome fetched(Answer answer, URI from) {
        String shown = Addresses.shown(from);
        if (answer.status() == 200) {
            return new Fetched(answer.body(), answer.headers().first("Content-Type"), URI.create(shown));
        }
        String message = shown + " answered HTTP " + answer.status();
        return new NotFetched(GONE.contains(answer.status()) ? Kind.GONE : Kind.UNAVAILABLE, message);
    }

    private static NotFetched notFetched(NoAnswer nothing) {
        Kind kind = switch (nothing.kind()) {
            case REFUSED -> Kind.REFUSED;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case TIMED_OUT -> Kind.TIMED_OUT;
            case UNREACHABLE, BROKEN -> Kind.UNAVAILABLE;
        };
        return new NotFetched(kind, nothing.message());
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
