package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.http.FetchOutcome.Fetched;
import dev.backdrop.http.FetchOutcome.Kind;
import dev.backdrop.http.FetchOutcome.NotFetched;
import dev.backdrop.http.ScriptedServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetchTest {

    private static GuardedFetch local(HttpLimits limits) {
        return new GuardedFetch(AddressGuard.allowingLoopback(), limits);
    }

    @Test
    void fetchesThePictureAndForgetsTheSignedQuery() {
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(200, "picture").with("Content-Type", "image/png"));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            Fetched fetched = (Fetched) fetch.fetch(server.at("/r%2Fa.png?X-Amz-Signature=abc"));

            assertThat(fetched.bytes()).asString().isEqualTo("picture");
            assertThat(fetched.contentType()).contains("image/png");
            assertThat(fetched.finalAddress()).isEqualTo(server.at("/r%2Fa.png"));
            assertThat(server.seen().get(0).target()).isEqualTo("/r%2Fa.png?X-Amz-Signature=abc");
            assertThat(server.seen().get(0).headers()).doesNotContainKeys("Authorization", "Cookie", "Accept-encoding");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNAVAILABLE",
        "401, GONE",
        "403, GONE",
        "404, GONE",
        "410, GONE",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "204, UNAVAILABLE",
        "206, UNAVAILABLE",
        "304, UNAVAILABLE"
    })
    void anyStatusBut200IsToldByItsKindWithoutTheQuery(int status, Kind kind) {
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(status, status == 204 || status == 304 ? "" : "s3cret"));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            NotFetched not = (NotFetched) fetch.fetch(server.at("/a?sig=s3cret"));

            assertThat(not.kind()).isEqualTo(kind);
            assertThat(not.message()).contains("/a answered HTTP " + status).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirectWithoutCarryingCookies(int status) {
        Function<ScriptedServer.Seen, Reply> script = seen -> seen.target().startsWith("/from")
                ? Reply.of(status, "").with("Location", "/to?sig=1").with("Set-Cookie", "a=b")
                : Reply.of(200, "here");
        try (ScriptedServer server = new ScriptedServer(script);
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            Fetched fetched = (Fetched) fetch.fetch(server.at("/from"));

            assertThat(fetched.finalAddress()).isEqualTo(server.at("/to"));
            assertThat(server.seen().get(1).header("Cookie")).isEmpty();
        }
    }

    @Test
    void followsThreeRedirectsAndNotFour() {
        Function<ScriptedServer.Seen, Reply> countdown = seen -> {
            int left = Integer.parseInt(seen.target().substring(1));
            return left == 0 ? Reply.of(200, "x") : Reply.of(302, "").with("Location", "/" + (left - 1));
        };
        try (ScriptedServer server = new ScriptedServer(countdown);
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertThat(fetch.fetch(server.at("/3"))).isInstanceOf(Fetched.class);
            assertNotFetched(fetch.fetch(server.at("/4")), Kind.REFUSED);
            assertThat(server.seen()).hasSize(8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data/",
                "http://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/",
                "https://[::ffff:10.0.0.1]/",
                "http://photos.example.com/a.jpg",
                "https://u:p@photos.example.com/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "http://2130706433/",
                "ht tp://what is this"
            })
    void aRedirectIsGuardedAsTheFirstAddressIs(String target) {
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(302, "").with("Location", target));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertNotFetched(fetch.fetch(server.at("/")), Kind.REFUSED);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void aRedirectToNowhereIsRefused() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(302, ""));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertNotFetched(fetch.fetch(server.at("/")), Kind.REFUSED);
        }
    }

    @Test
    void connectsToNobodyWhoseNameResolvesToAPrivateAddress() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, "internal"));
                GuardedFetch fetch = new GuardedFetch(
                        new AddressGuard(host -> List.of(InetAddress.getLoopbackAddress()), false),
                        HttpLimits.PICTURE)) {
            int port = server.base().getPort();
            assertNotFetched(fetch.fetch(URI.create("https://rebind.example.com:" + port + "/")), Kind.REFUSED);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void looksANameUpOnceAndConnectsToExactlyWhatWasChecked() {
        List<String> lookups = new ArrayList<>();
        HostResolver rebinding = host -> {
            lookups.add(host);
            // The first answer passes; a second look-up would lead elsewhere.
            return List.of(InetAddress.getByName(lookups.size() == 1 ? "127.0.0.1" : "127.0.0.2"));
        };
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, "x"));
                GuardedFetch fetch = new GuardedFetch(new AddressGuard(rebinding, true), HttpLimits.PICTURE)) {
            URI address = URI.create("http://photos.localhost:" + server.base().getPort() + "/");

            assertThat(fetch.fetch(address)).isInstanceOf(Fetched.class);
            assertThat(lookups).containsExactly("photos.localhost");
        }
    }

    @Test
    @Timeout(10) // far less than the 20 s of silence after which a client that waits for the rest would give up
    void aDeclaredLengthAboveTheCapIsNotEvenRead() throws IOException {
        try (RawServer server = new RawServer(connection ->
                        RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertNotFetched(fetch.fetch(server.base()), Kind.TOO_LARGE);
        }
    }

    @Test
    void anUndeclaredLengthIsCutOffAtTheCap() throws IOException {
        try (RawServer server = new RawServer(
                        connection -> RawServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2000)));
                GuardedFetch fetch = local(HttpLimits.PICTURE.withMaxBytes(1000))) {
            assertNotFetched(fetch.fetch(server.base()), Kind.TOO_LARGE);
        }
    }

    @Test
    void compressedBytesAreNeverBlownUp() {
        byte[] squeezed = {31, -117, 8, 0, 0, 0};
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(200, squeezed).with("Content-Encoding", "gzip"));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertThat(((Fetched) fetch.fetch(server.at("/"))).bytes()).isEqualTo(squeezed);
        }
    }

    @Test
    void aDrippingServerIsCutOffAtTheDeadline() throws IOException {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        RawServer[] self = new RawServer[1];
        try (RawServer server = self[0] = new RawServer(connection -> drip(self[0], connection, cut));
                GuardedFetch fetch = local(HttpLimits.PICTURE.withOverall(Duration.ofMillis(300)))) {
            assertNotFetched(fetch.fetch(server.base()), Kind.TIMED_OUT);
            assertThat(cut).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static void drip(RawServer server, Socket connection, CompletableFuture<Void> cut) throws IOException {
        RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n");
        server.drip(connection).thenRun(() -> cut.complete(null));
    }

    @Test
    void aServerThatDripsItsHeadersIsCutOffToo() throws IOException {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        RawServer[] self = new RawServer[1];
        try (RawServer server = self[0] =
                        new RawServer(connection -> self[0].drip(connection).thenRun(() -> cut.complete(null)));
                GuardedFetch fetch = local(HttpLimits.PICTURE.withOverall(Duration.ofMillis(300)))) {
            assertNotFetched(fetch.fetch(server.base()), Kind.TIMED_OUT);
            assertThat(cut).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    /** Their end never comes: who waits for it has them all in memory, or a line of any length. */
    static Stream<String> endlessHeads() {
        String ok = "HTTP/1.1 200 OK\r\n";
        String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n";
        String headers = "X-Name: value\r\n".repeat(1000);
        String line = "X-Name: " + "v".repeat(100_000);
        return Stream.of(ok + headers, ok + line, "HTTP/1.1 200 " + line, chunked + headers, chunked + line);
    }

    @ParameterizedTest
    @MethodSource("endlessHeads")
    @Timeout(10) // far less than the 20 s of silence
    void aHeadWithoutAnEndIsCutOff(String sent) throws IOException {
        try (RawServer server = new RawServer(connection -> RawServer.write(connection, sent));
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertNotFetched(fetch.fetch(server.base()), Kind.UNAVAILABLE);
        }
    }

    @Test
    void aSilentServerTimesOut() throws IOException {
        try (RawServer server = new RawServer(connection -> {});
                GuardedFetch fetch = local(HttpLimits.PICTURE.withSilence(Duration.ofMillis(200)))) {
            assertNotFetched(fetch.fetch(server.base()), Kind.TIMED_OUT);
        }
    }

    @Test
    void aPictureThatBreaksOffIsUnavailable() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    connection.close();
                });
                GuardedFetch fetch = local(HttpLimits.PICTURE)) {
            assertNotFetched(fetch.fetch(server.base()), Kind.UNAVAILABLE);
        }
    }

    private static void assertNotFetched(FetchOutcome outcome, Kind kind) {
        assertThat(outcome).isInstanceOf(NotFetched.class);
        assertThat(((NotFetched) outcome).kind()).isEqualTo(kind);
    }
}
