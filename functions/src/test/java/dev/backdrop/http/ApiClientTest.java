package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.Kind;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import dev.backdrop.http.ScriptedServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    private static final HttpLimits HASTY =
            HttpLimits.API.withOverall(Duration.ofMillis(300)).withSilence(Duration.ofSeconds(10));

    @Test
    void sendsMethodHeadersAndBodyAsGivenAndReadsTheWholeAnswer() {
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(201, "made").with("X-Request-Id", "r-1"));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            Answer answer = (Answer) client.send(
                    ApiRequest.post(server.at("/tasks?x=a%2Fb")).bearer("key").json("{\"a\":\"é\"}"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).asString().isEqualTo("made");
            assertThat(answer.headers().first("x-request-id")).contains("r-1");
            ScriptedServer.Seen seen = server.seen().get(0);
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.target()).isEqualTo("/tasks?x=a%2Fb");
            assertThat(seen.header("Authorization")).contains("Bearer key");
            assertThat(seen.header("Content-Type")).contains("application/json");
            assertThat(seen.header("Content-Length")).contains("10");
            assertThat(seen.text()).isEqualTo("{\"a\":\"é\"}");
        }
    }

    @Test
    void addsNoHeadersThatCouldBreakASignatureOrAskForCompression() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, ""));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            client.send(ApiRequest.put(server.at("/x")).body(new byte[] {1, 2, 3}));

            assertThat(server.seen().get(0).headers().keySet())
                    .containsExactlyInAnyOrder("Host", "Connection", "Content-length", "User-agent");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void neverFollowsARedirect(int status) {
        try (ScriptedServer elsewhere = new ScriptedServer(seen -> Reply.of(200, "stolen"));
                ScriptedServer server = new ScriptedServer(seen ->
                        Reply.of(status, "").with("Location", elsewhere.at("/").toString()));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            Answer answer = (Answer) client.send(ApiRequest.get(server.at("/")).bearer("key"));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 429, 500, 502, 503, 504})
    void neverRepeatsACallWhateverTheAnswer(int status) {
        try (ScriptedServer server = new ScriptedServer(seen ->
                        Reply.of(status, "no").with("Retry-After", "0").with("WWW-Authenticate", "Basic realm=\"x\""));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            Answer answer = (Answer) client.send(ApiRequest.get(server.at("/")));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void keepsNoCookies() {
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(200, "x").with("Set-Cookie", "a=b"));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            client.send(ApiRequest.get(server.at("/1")));
            client.send(ApiRequest.get(server.at("/2")));

            assertThat(server.seen().get(1).header("Cookie")).isEmpty();
        }
    }

    @Test
    void keepsItsConnectionForTheNextCall() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, "x"));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            client.send(ApiRequest.get(server.at("/1")));
            client.send(ApiRequest.get(server.at("/2")));

            assertThat(server.seen().get(1).client())
                    .isEqualTo(server.seen().get(0).client());
        }
    }

    @Test
    void noticesThatAKeptConnectionWasClosedMeanwhile() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connections.incrementAndGet();
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    connection.close();
                });
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            assertThat(client.send(ApiRequest.get(server.base()))).isInstanceOf(Answer.class);
            assertThat(client.send(ApiRequest.post(server.base()))).isInstanceOf(Answer.class);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void leavesCompressedAnswersAsTheyAre() {
        byte[] squeezed = {31, -117, 8, 0, 0, 0};
        try (ScriptedServer server =
                        new ScriptedServer(seen -> Reply.of(200, squeezed).with("Content-Encoding", "gzip"));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            Answer answer = (Answer) client.send(ApiRequest.get(server.at("/")));

            assertThat(answer.body()).isEqualTo(squeezed);
        }
    }

    @Test
    void aRefusedConnectionSurelySentNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        try (ApiClient client = ApiClient.to(nobody, HttpLimits.API)) {
            assertNothingSent(client.send(ApiRequest.post(nobody)), Kind.UNREACHABLE);
        }
    }

    @Test
    void anUnknownHostSurelyGotNothing() {
        URI nowhere = URI.create("https://api.example.com");
        HostResolver resolver = host -> {
            throw new UnknownHostException(host);
        };
        try (ApiClient client = ApiClient.to(nowhere, HttpLimits.API, resolver)) {
            assertNothingSent(client.send(ApiRequest.post(nowhere)), Kind.UNREACHABLE);
        }
    }

    @Test
    void aFailedTlsHandshakeSurelySentNothing() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, ""))) {
            URI secure = URI.create("https://127.0.0.1:" + server.base().getPort());
            HttpLimits hasty =
                    new HttpLimits(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofSeconds(60), 1000);
            try (ApiClient client = ApiClient.to(secure, hasty)) {
                assertNothingSent(client.send(ApiRequest.post(secure)), Kind.UNREACHABLE);
                assertThat(server.seen()).isEmpty();
            }
        }
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/", exchange -> calls.incrementAndGet());
        server.start();
        URI secure = URI.create("https://localhost:" + server.getAddress().getPort());
        try (ApiClient client = ApiClient.to(secure, HttpLimits.API)) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.post(secure).bearer("key"));

            assertNothingSent(nothing, Kind.UNREACHABLE);
            assertThat(nothing.message()).contains("SSLHandshakeException");
            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aCallGivenUpBeforeItLeftNeverLeavesLater() {
        CountDownLatch nameService = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        HostResolver slow = host -> {
            if (lookups.incrementAndGet() == 1) {
                awaitUninterruptibly(nameService);
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, ""))) {
            URI base = URI.create("http://slow.example.com:" + server.base().getPort());
            try (ApiClient client = ApiClient.to(base, HASTY, slow)) {
                assertNothingSent(client.send(ApiRequest.post(URI.create(base + "/late"))), Kind.TIMED_OUT);
                nameService.countDown();
                client.send(ApiRequest.get(URI.create(base + "/next")));
                assertThat(server.seen())
                        .extracting(ScriptedServer.Seen::target)
                        .containsExactly("/next");
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException givenUp) {
                // A name service doesn't listen to interruptions either.
                open = false;
            }
        }
    }

    @Test
    void aConnectionThatBreaksWithoutAnAnswerMayHaveCarriedTheRequest() throws IOException {
        try (RawServer server = new RawServer(java.net.Socket::close);
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.post(server.base()));

            assertThat(nothing.kind()).isEqualTo(Kind.BROKEN);
            assertThat(nothing.mayHaveArrived()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"
            })
    void whatIsNotACompleteHttpAnswerIsNoAnswer(String sent) throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    RawServer.write(connection, sent);
                    connection.close();
                });
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API)) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.post(server.base()));

            assertThat(nothing.kind()).isEqualTo(Kind.BROKEN);
            assertThat(nothing.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void aSilentServerIsLeftAfterTheSilenceAllowed() throws IOException {
        try (RawServer server = new RawServer(connection -> {});
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API.withSilence(Duration.ofMillis(200)))) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.post(server.base()));

            assertThat(nothing.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(nothing.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void aDrippingServerIsCutOffAtTheDeadline() throws Exception {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        RawServer[] self = new RawServer[1];
        try (RawServer server = self[0] = new RawServer(connection -> {
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    self[0].drip(connection).thenRun(() -> cut.complete(null));
                });
                ApiClient client = ApiClient.to(server.base(), HASTY)) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.post(server.base()));

            assertThat(nothing.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(nothing.mayHaveArrived()).isTrue();
            assertThat(nothing.message()).contains("300 ms");
            assertThat(cut).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAnswerOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() {
        try (ScriptedServer server = new ScriptedServer(seen ->
                        Reply.of(200, new byte[Integer.parseInt(seen.target().substring(1))]));
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API.withMaxBytes(1000))) {
            assertThat(client.send(ApiRequest.get(server.at("/1000")))).isInstanceOf(Answer.class);
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.get(server.at("/1001")));
            assertThat(nothing.kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(nothing.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void anEndlessAnswerWithoutALengthIsCutOffAtTheLimit() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000));
                });
                ApiClient client = ApiClient.to(server.base(), HttpLimits.API.withMaxBytes(1000))) {
            NoAnswer nothing = (NoAnswer) client.send(ApiRequest.get(server.base()));

            assertThat(nothing.kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/x",
                "https://api.example.com:8443/x",
                "https://evil.example.com/x",
                "https://api.example.com.evil.example/x"
            })
    void talksToItsOwnHostOnly(String address) {
        HostResolver never = host -> {
            throw new AssertionError("looked up " + host);
        };
        try (ApiClient client = ApiClient.to(URI.create("https://api.example.com"), HttpLimits.API, never)) {
            ApiRequest request = ApiRequest.get(URI.create(address)).bearer("key");
            assertNothingSent(client.send(request), Kind.REFUSED);
        }
    }

    @Test
    void sendsNoCredentialsToForeignAddresses() {
        try (ScriptedServer server = new ScriptedServer(seen -> Reply.of(200, ""));
                ApiClient client = ApiClient.toForeign(AddressGuard.allowingLoopback(), HttpLimits.API)) {
            ApiRequest request = ApiRequest.put(server.at("/x"));

            assertNothingSent(client.send(request.bearer("key")), Kind.REFUSED);
            assertNothingSent(client.send(request.header("cookie", "a=b")), Kind.REFUSED);
            assertThat(server.seen()).isEmpty();
            assertThat(client.send(request)).isInstanceOf(Answer.class);
        }
    }

    @Test
    void foreignAddressesAreGuarded() {
        try (ApiClient client = ApiClient.toForeign(AddressGuard.strict(), HttpLimits.API)) {
            assertNothingSent(client.send(ApiRequest.put(URI.create("https://169.254.169.254/x"))), Kind.REFUSED);
            assertNothingSent(client.send(ApiRequest.put(URI.create("http://127.0.0.1:9/x"))), Kind.REFUSED);
        }
    }

    @Test
    void showsNeitherKeysNorQueriesNorBodies() {
        ApiRequest request = ApiRequest.put(URI.create("https://user:pass@s3.example.com/a?X-Amz-Signature=s3cret"))
                .bearer("s3cret")
                .body("s3cret".getBytes(StandardCharsets.UTF_8));
        Answer answer =
                new Answer(200, Headers.NONE.and("Set-Cookie", "s3cret"), "s3cret".getBytes(StandardCharsets.UTF_8));

        assertThat(request.toString()).isEqualTo("PUT https://s3.example.com/a [Authorization]");
        assertThat(answer.toString()).doesNotContain("s3cret");
    }

    private static void assertNothingSent(ApiOutcome outcome, Kind kind) {
        assertThat(outcome).isInstanceOf(NoAnswer.class);
        assertThat(((NoAnswer) outcome).kind()).isEqualTo(kind);
        assertThat(((NoAnswer) outcome).mayHaveArrived()).isFalse();
    }
}
