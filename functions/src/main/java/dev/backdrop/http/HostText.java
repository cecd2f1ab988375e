package dev.backdrop.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a host in an address looks like, before anybody resolves it. */
final class HostText {

    private static final String BYTE = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern DOTTED = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

    private HostText() {}

    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Refuses IPv4 addresses in octal, hexadecimal, with fewer parts or with leading zeros, which different programs read
     * differently, and IPv6 zones, which name an interface of this machine.
     */
    static void check(String host) throws RefusedAddressException {
        if (host.startsWith("[")) {
            if (host.contains("%")) {
                throw new RefusedAddressException("an IPv6 address with a zone is refused: " + host);
            }
            return;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches() && !DOTTED.matcher(name).matches()) {
            throw new RefusedAddressException("an IP address in an unusual notation is refused: " + host);
        }
    }

    /** Whether the host, as written, can only mean this machine. */
    static boolean isLoopback(String host) {
        String name = withoutBrackets(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || name.startsWith("127.") && DOTTED.matcher(name).matches();
    }
}
