package dev.backdrop.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How addresses are written, and how they are shown to people. */
public final class Addresses {

    private Addresses() {}

    /** This text, whatever it holds, as one segment of a path. */
    public static String segment(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.chars().allMatch(c -> c == '.') ? encoded.replace(".", "%2E") : encoded;
    }

    /** The address without user info, query and fragment, which can hold secrets. */
    public static String shown(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return origin(address) + path;
    }

    /** Scheme, host and port. */
    static String origin(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    /** The port to connect to, given or implied. */
    static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }
}
