package dev.backdrop.local.simulator.perfectcorp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {

    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    private final Bench bench = new Bench();
    private URI address;

    @BeforeEach
    void register() throws IOException {
        address = Bench.uploadAddress(Bench.file(bench.register("image/jpg", BYTES.length)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void exactlyTheReturnedHeadersAndBytesAreTaken() throws IOException {
        assertThat(bench.put(address, "image/jpg", BYTES).statusCode()).isEqualTo(200);
    }

    @Test
    void putTwiceIsHarmlessIfTheBytesAreTheSame() throws IOException {
        bench.put(address, "image/jpg", BYTES);

        assertThat(bench.put(address, "image/jpg", BYTES).statusCode()).isEqualTo(200);
        assertRefused(bench.put(address, "image/jpg", new byte[BYTES.length]), "AccessDenied");
    }

    @Test
    void anotherContentTypeIsNotWhatWasSigned() throws IOException {
        assertRefused(bench.put(address, "image/jpeg", BYTES), "SignatureDoesNotMatch");
        assertRefused(
                bench.send(HttpRequest.newBuilder(address)
                        .PUT(BodyPublishers.ofByteArray(BYTES))
                        .build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void anotherLengthIsNotWhatWasSigned() throws IOException {
        assertRefused(bench.put(address, "image/jpg", new byte[BYTES.length + 1]), "SignatureDoesNotMatch");
        assertRefused(bench.put(address, "image/jpg", new byte[0]), "SignatureDoesNotMatch");
    }

    @Test
    void aBodyOfUnknownLengthIsRefused() throws IOException {
        assertRefused(
                bench.send(HttpRequest.newBuilder(address)
                        .header("Content-Type", "image/jpg")
                        .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BYTES)))
                        .build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void anotherMethodIsNotWhatWasSigned() throws IOException {
        assertRefused(
                bench.send(HttpRequest.newBuilder(address)
                        .header("Content-Type", "image/jpg")
                        .POST(BodyPublishers.ofByteArray(BYTES))
                        .build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void anotherHostNameIsNotWhatWasSigned() throws IOException {
        String answer = spoken(
                "PUT " + address.getRawPath() + '?' + address.getRawQuery()
                        + " HTTP/1.1\r\nHost: elsewhere\r\nContent-Type: image/jpg\r\nContent-Length: 5\r\nConnection: close\r\n\r\n12345");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("SignatureDoesNotMatch");
    }

    @Test
    void aTamperedOrUnsignedAddressIsRefused() throws IOException {
        String text = address.toString();

        assertRefused(
                bench.put(URI.create(text.replace("X-Amz-Expires=3600", "X-Amz-Expires=9999")), "image/jpg", BYTES),
                "SignatureDoesNotMatch");
        assertRefused(bench.put(URI.create(text.replace("?", "x?")), "image/jpg", BYTES), "SignatureDoesNotMatch");
        assertRefused(bench.put(URI.create(text.substring(0, text.indexOf('?'))), "image/jpg", BYTES), "AccessDenied");
    }

    @Test
    void headersForTheStoreThatWereNotSignedAreRefused() throws IOException {
        HttpResponse<byte[]> answer = bench.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "image/jpg")
                .header("x-amz-acl", "public-read")
                .PUT(BodyPublishers.ofByteArray(BYTES))
                .build());

        assertRefused(answer, "AccessDenied");
    }

    @Test
    void theAddressExpires() throws IOException {
        bench.pass(3600);
        assertThat(bench.put(address, "image/jpg", BYTES).statusCode()).isEqualTo(200);

        bench.pass(1);
        HttpResponse<byte[]> answer = bench.put(address, "image/jpg", BYTES);
        assertRefused(answer, "AccessDenied");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Request has expired");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<Code>" + code + "</Code>");
    }

    private String spoken(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
