package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static AddressGuard guardOf(String... resolved) {
        return new AddressGuard(host -> addresses(resolved), false);
    }

    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (String text : texts) {
            found.add(InetAddress.getByName(text));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:db8::1",
                "2002:a00:1::",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "4000::1",
                "8000::1"
            })
    void aHostThatResolvesOutsideThePublicInternetIsRefused(String resolved) {
        assertThatThrownBy(() -> guardOf(resolved).resolve("photos.example.com"))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("photos.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.0.0.1",
                "128.0.0.1",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "52.95.110.1",
                "2606:4700::1111",
                "2a05:d000::1",
                "2001:4860:4860::8888",
                "64:ff9b::8.8.8.8"
            })
    void aHostThatResolvesToThePublicInternetIsConnectedTo(String resolved) throws Exception {
        assertThat(guardOf(resolved).resolve("photos.example.com")).containsExactlyElementsOf(addresses(resolved));
    }

    @Test
    @DisplayName("an IPv4 address that a resolver wraps into ::ffff:0:0/96 by bytes is unwrapped first")
    void mappedBytes() throws Exception {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = -1;
        System.arraycopy(new byte[] {10, 0, 0, 1}, 0, bytes, 12, 4);
        InetAddress mapped = java.net.Inet6Address.getByAddress("x", bytes, -1);

        assertThat(mapped.getAddress()).hasSize(16);
        assertThatThrownBy(() -> new AddressGuard(host -> List.of(mapped), false).resolve("x.example"))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnoughToRefuseAHost() {
        assertThatThrownBy(() -> guardOf("8.8.8.8", "10.0.0.1").resolve("photos.example.com"))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void aHostWithoutAddressesIsUnknown() {
        assertThatThrownBy(() -> guardOf().resolve("photos.example.com"))
                .isExactlyInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://photos.example.com/a.jpg",
                "ftp://photos.example.com/a.jpg",
                "file:///etc/passwd",
                "gopher://photos.example.com/",
                "jar:https://photos.example.com/a!/b",
                "//photos.example.com/a.jpg",
                "photos/a.jpg",
                "mailto:a@example.com",
                "https:///a.jpg",
                "https://user@photos.example.com/a.jpg",
                "https://user:pass@photos.example.com/a.jpg",
                "https://@photos.example.com/a.jpg",
                "https://photos.example.com:0/a.jpg",
                "https://photos.example.com:65536/a.jpg",
                "https://2130706433/a.jpg",
                "https://127.1/a.jpg",
                "https://10.0.1/a.jpg",
                "https://0177.0.0.1/a.jpg",
                "https://0x7f.0.0.1/a.jpg",
                "https://0x7f000001/a.jpg",
                "https://127.0.0.01/a.jpg",
                "https://127.0.0.1.2/a.jpg",
                "https://256.0.0.1/a.jpg",
                "https://example.0x7f/a.jpg",
                "https://[fe80::1%25eth0]/a.jpg",
                "https://[::ffff:127.0.0.1%1]/a.jpg"
            })
    void anAddressThatIsNotPlainHttpsIsRefusedBeforeAnythingIsLookedUp(String address) {
        AddressGuard guard = new AddressGuard(
                host -> {
                    throw new AssertionError("looked up " + host);
                },
                false);

        assertThatThrownBy(() -> guard.check(URI.create(address))).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://photos.example.com/a.jpg?x=1#y",
                "HTTPS://PHOTOS.EXAMPLE.COM:8443/a.jpg",
                "https://photos.example.com./a.jpg",
                "https://8.8.8.8/a.jpg",
                "https://[2606:4700::1111]/a.jpg",
                "https://1und1.example/a.jpg"
            })
    void aPlainHttpsAddressPasses(String address) throws Exception {
        guardOf("8.8.8.8").check(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[fd00:ec2::254]", "10.0.0.1"})
    void anAddressInPlaceOfAHostNameIsCheckedAsWell(String host) {
        assertThatThrownBy(() -> AddressGuard.strict().resolve(host)).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/x",
                "http://localhost:9000/x",
                "http://[::1]:9000/x",
                "https://localhost/x"
            })
    void thisMachineIsReachedOnlyWhereThatIsAllowed(String address) throws Exception {
        URI local = URI.create(address);
        AddressGuard allowing = AddressGuard.allowingLoopback();
        allowing.check(local);
        assertThat(allowing.resolve(local.getHost())).allMatch(InetAddress::isLoopbackAddress);

        assertThatThrownBy(() -> {
                    AddressGuard.strict().check(local);
                    AddressGuard.strict().resolve(local.getHost());
                })
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void allowingThisMachineAllowsNoOtherPrivateAddressAndNoOtherNameForIt() {
        AddressGuard rebound = new AddressGuard(host -> addresses("127.0.0.1"), true);
        assertThatThrownBy(() -> rebound.resolve("photos.example.com")).isInstanceOf(RefusedAddressException.class);

        AddressGuard misled = new AddressGuard(host -> addresses("10.0.0.1"), true);
        assertThatThrownBy(() -> misled.resolve("localhost")).isInstanceOf(RefusedAddressException.class);

        assertThatThrownBy(() -> AddressGuard.allowingLoopback().check(URI.create("http://photos.example.com/")))
                .isInstanceOf(RefusedAddressException.class);
        assertThatThrownBy(() -> AddressGuard.allowingLoopback().check(URI.create("http://127.1/")))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void aServiceOnThisMachineMayPointToThisMachineAndOthersMayNot() throws Exception {
        URI local = URI.create("http://127.0.0.1:9000/x");

        AddressGuard.alongside(URI.create("http://localhost:8080")).check(local);
        assertThatThrownBy(() -> AddressGuard.alongside(URI.create("https://api.example.com"))
                        .check(local))
                .isInstanceOf(RefusedAddressException.class);
        assertThatThrownBy(() -> AddressGuard.alongside(URI.create("http://api.example.com"))
                        .check(local))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void theReasonForARefusalHoldsNeitherPasswordNorQuery() {
        assertThatThrownBy(() -> AddressGuard.strict().check(URI.create("http://u:s3cret@a.example/p?sig=s3cret")))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> AddressGuard.strict().check(URI.create("http://a.example/p?sig=s3cret")))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageNotContaining("s3cret");
    }
}
