package dev.backdrop.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the public Internet from all others, after the special-purpose registries of the IANA: of IPv4
 * everything but the special blocks, of IPv6 only what is given out as global unicast, less its special blocks. An address
 * that carries an IPv4 address is as public as what it carries (NAT64), or refused for its age (6to4, Teredo, compatible).
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by carriers (CGNAT)
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, and the metadata services of clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments, Teredo among them
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(Block::of)
            .toList();

    /** What IPv6 gives out. Loopback, unique local, link-local, site-local, multicast and the rest are outside of it. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean carriesIpv4 = isMapped(bytes) || NAT64.contains(bytes);
        return isPublic(carriesIpv4 ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        boolean givenOut = bytes.length == 4 || GLOBAL_UNICAST.contains(bytes);
        return givenOut && NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
    }

    /** ::ffff:a.b.c.d. Java turns it into IPv4 when it reads text, but a resolver may build it from bytes. */
    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** All addresses that begin with these bits. */
    private record Block(byte[] prefix, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException notAnAddress) {
                throw new IllegalArgumentException(text, notAnAddress);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
