package dev.backdrop.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which addresses, given to us by somebody else, we connect to: those of the public Internet by https. What a name
 * resolves to is checked where the connection is made, so that nothing can change in between.
 */
public final class AddressGuard {

    private final HostResolver resolver;
    private final boolean loopbackAllowed;

    /**
     * @param loopbackAllowed lets hosts through too that are written as this very machine's, also by plain http: for local use
     */
    public AddressGuard(HostResolver resolver, boolean loopbackAllowed) {
        this.resolver = resolver;
        this.loopbackAllowed = loopbackAllowed;
    }

    /** The public Internet by https, and nothing else. */
    public static AddressGuard strict() {
        return new AddressGuard(HostResolver.SYSTEM, false);
    }

    /** Also this very machine, by http too. */
    public static AddressGuard allowingLoopback() {
        return new AddressGuard(HostResolver.SYSTEM, true);
    }

    /** What a service at this base address may send us to: this machine only if the service itself is on it. */
    public static AddressGuard alongside(URI base) {
        return new AddressGuard(HostResolver.SYSTEM, HostText.isLoopback(base.getHost()));
    }

    /**
     * Checks what can be seen from the address itself.
     *
     * @throws RefusedAddressException with the reason
     */
    void check(URI address) throws RefusedAddressException {
        String host = address.getHost();
        if (host == null || host.isEmpty()) {
            throw new RefusedAddressException("an address needs a host name, or an IP address in its usual form");
        }
        if (address.getRawUserInfo() != null) {
            throw new RefusedAddressException("an address with a user name in it is refused: " + host);
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            throw new RefusedAddressException("there is no port " + address.getPort() + ": " + host);
        }
        HostText.check(host);
        boolean localHttp = loopbackAllowed && "http".equalsIgnoreCase(address.getScheme());
        if (!localHttp && !"https".equalsIgnoreCase(address.getScheme())) {
            throw new RefusedAddressException("only https addresses are taken: " + Addresses.origin(address));
        }
        if (localHttp && !HostText.isLoopback(host)) {
            throw new RefusedAddressException("http is taken for this machine only: " + host);
        }
    }

    /**
     * The host's addresses, if we may connect to every one of them: a name that points to a public and a private address is
     * up to no good.
     */
    List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> found = resolver.resolve(HostText.withoutBrackets(host));
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        boolean local = HostText.isLoopback(host);
        for (InetAddress address : found) {
            boolean allowed =
                    local ? loopbackAllowed && address.isLoopbackAddress() : PublicAddresses.contains(address);
            if (!allowed) {
                throw new RefusedAddressException("an address outside the public Internet is refused: " + host);
            }
        }
        return found;
    }
}
