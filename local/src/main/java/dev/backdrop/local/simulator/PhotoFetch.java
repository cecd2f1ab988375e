package dev.backdrop.local.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fetches a photo from the address that a caller names: one plain GET without credentials or redirects, in real time. */
public final class PhotoFetch {

    private static final Logger LOG = System.getLogger(PhotoFetch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long limit;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param limit bytes after which the rest isn't read */
    public PhotoFetch(long limit) {
        this.limit = limit;
    }

    /**
     * What an address holds.
     *
     * @param bytes one more than the limit at most
     * @param contentType as its server says; empty if it doesn't
     */
    public record Fetched(byte[] bytes, String contentType) {}

    /** The bytes, one more than the limit at most; empty if they can't be had. */
    public Optional<byte[]> fetch(URI address) {
        return fetchTyped(address).map(Fetched::bytes);
    }

    /** The bytes with their type; empty if they can't be had. */
    public Optional<Fetched> fetchTyped(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            if (!mayBeFetched(address)) {
                return Optional.empty();
            }
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                // The request's own timeout ends with the headers; a body that stops coming is closed from outside.
                CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .execute(() -> close(body));
                byte[] bytes = body.readNBytes(Math.toIntExact(limit + 1));
                String type = response.headers().firstValue("Content-Type").orElse("");
                return response.statusCode() == 200 ? Optional.of(new Fetched(bytes, type)) : Optional.empty();
            }
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            LOG.log(Level.DEBUG, "a photo's address broke off", alreadyBroken);
        }
    }

    /** A vendor fetches over https; plain http is for this machine only. */
    private static boolean mayBeFetched(URI address) throws IOException {
        return address.getScheme().equalsIgnoreCase("https")
                || InetAddress.getByName(address.getHost()).isLoopbackAddress();
    }
}
