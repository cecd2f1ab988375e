package dev.backdrop.http;

import dev.backdrop.http.ApiOutcome.Kind;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import java.net.URI;

/**
 * Calls one vendor's API, exactly once per call: no retry, no redirect (the key would travel with it), no cookies. A
 * connection is kept for the next call and checked before use, since a Lambda instance may have been frozen in between.
 * Safe for use by many threads.
 */
public final class ApiClient implements AutoCloseable {

    /** What a request must satisfy to be sent. */
    private interface Rule {
        void check(ApiRequest request) throws RefusedAddressException;
    }

    private final Exchanges exchanges;
    private final Rule rule;

    private ApiClient(Exchanges exchanges, Rule rule) {
        this.exchanges = exchanges;
        this.rule = rule;
    }

    /** A client that talks to this scheme, host and port, taken from our own settings, and to nobody else. */
    public static ApiClient to(URI base, HttpLimits limits) {
        return to(base, limits, HostResolver.SYSTEM);
    }

    static ApiClient to(URI base, HttpLimits limits, HostResolver resolver) {
        return new ApiClient(new Exchanges(resolver, limits, true), request -> {
            if (!sameOrigin(base, request.address())) {
                throw new RefusedAddressException("this client only talks to " + Addresses.origin(base));
            }
        });
    }

    /**
     * A client for addresses that a vendor gave us, such as one to upload to: only those that the guard lets through, and
     * without Authorization or cookies.
     */
    public static ApiClient toForeign(AddressGuard guard, HttpLimits limits) {
        return new ApiClient(new Exchanges(guard::resolve, limits, false), request -> {
            guard.check(request.address());
            if (request.headers().has("Authorization") || request.headers().has("Cookie")) {
                throw new RefusedAddressException("no credentials are sent to a foreign address");
            }
        });
    }

    private static boolean sameOrigin(URI base, URI address) {
        return base.getScheme().equalsIgnoreCase(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && Addresses.port(base) == Addresses.port(address);
    }

    /** Sends the request once and takes the answer, or says why there is none. Never throws for what network or server do. */
    public ApiOutcome send(ApiRequest request) {
        try {
            rule.check(request);
        } catch (RefusedAddressException refused) {
            return new NoAnswer(Kind.REFUSED, false, refused.getMessage());
        }
        return exchanges.run(request, status -> true);
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
