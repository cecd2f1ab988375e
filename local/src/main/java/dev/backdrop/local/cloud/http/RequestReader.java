package dev.backdrop.local.cloud.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads requests, within API Gateway's quotas. The guide gives the quotas and not the answers to what is over them; these are
 * HTTP's own, 431 and 413.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Quotas of HTTP APIs</a>
 */
final class RequestReader {

    /** Bytes of the request line and the headers' values together. */
    static final int LARGEST_HEAD = 10_240;

    static final int LARGEST_BODY = 10 * 1024 * 1024;

    /** Bytes beyond that are read and dropped, so that a caller that is still sending sees the answer. */
    private static final long LARGEST_DRAIN = 64L * 1024 * 1024;

    private final Clock clock;

    RequestReader(Clock clock) {
        this.clock = clock;
    }

    /** All but the body. */
    Call head(HttpExchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        String target = target(exchange.getRequestURI());
        int query = target.indexOf('?');
        return new Call(
                exchange.getRequestMethod(),
                query < 0 ? target : target.substring(0, query),
                query < 0 ? "" : target.substring(query + 1),
                exchange.getProtocol(),
                headers,
                new byte[0],
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                clock.instant());
    }

    /** Path and query as they were sent: two slashes in front make no host, and a host in front no path. */
    private static String target(URI uri) {
        String text = uri.toString();
        if (uri.isAbsolute()) {
            int slash = text.indexOf('/', text.indexOf("://") + "://".length());
            text = text.contains("://") && slash >= 0 ? text.substring(slash) : "/";
        }
        int fragment = text.indexOf('#');
        text = fragment < 0 ? text : text.substring(0, fragment);
        return text.startsWith("/") ? text : "/" + text;
    }

    static boolean isHeadTooLarge(Call call) {
        long size = call.method().length()
                + call.path().length()
                + call.query().length()
                + call.protocol().length();
        for (List<String> values : call.headers().values()) {
            size += values.stream().mapToInt(String::length).sum();
        }
        return size > LARGEST_HEAD;
    }

    /**
     * The call with its body.
     *
     * @throws TooLargeException if that is over {@link #LARGEST_BODY}
     */
    static Call withBody(Call head, HttpExchange exchange) throws IOException, TooLargeException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            drain(in);
            throw new TooLargeException();
        }
        return new Call(
                head.method(),
                head.path(),
                head.query(),
                head.protocol(),
                head.headers(),
                body,
                head.sourceIp(),
                head.received());
    }

    static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = LARGEST_DRAIN;
        for (int count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }

    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
