package dev.backdrop.local.cloud.http;

import java.util.List;
import java.util.Locale;

/**
 * The names of this machine's loopback interface, as the Host of a request. The local cloud asks nobody who they are, or
 * everybody knows its keys; so a name of an attacker's that resolves to 127.0.0.1 must not do.
 */
public final class OwnHost {

    static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    private OwnHost() {}

    /** @param host of a request, with its port; null if it has none */
    public static boolean is(String host, int port) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(own -> name.equals(own + ":" + port) || port == 80 && name.equals(own));
    }
}
