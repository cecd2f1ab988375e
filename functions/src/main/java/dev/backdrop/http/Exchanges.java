package dev.backdrop.http;

import dev.backdrop.http.ApiOutcome.Answer;
import dev.backdrop.http.ApiOutcome.Kind;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Runs single exchanges under one deadline that covers all of it: name, connection, TLS, request and every byte of the
 * answer. The exchange runs in a thread of its own, because neither a name service nor a dripping server can be hurried
 * otherwise; the caller leaves on time and the connection is cut.
 */
final class Exchanges implements AutoCloseable {

    private final CloseableHttpClient client;
    private final HttpLimits limits;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "backdrop-http");
        thread.setDaemon(true);
        return thread;
    });

    Exchanges(HostResolver resolver, HttpLimits limits, boolean keepConnections) {
        this.client = Connections.client(resolver, limits, keepConnections);
        this.limits = limits;
    }

    ApiOutcome run(ApiRequest request, IntPredicate bodyWanted) {
        return run(request, bodyWanted, limits.overall());
    }

    /**
     * @param bodyWanted says by the status whether the answer's body is of interest; otherwise it isn't read
     * @param time until the deadline
     */
    ApiOutcome run(ApiRequest request, IntPredicate bodyWanted, Duration time) {
        String host = Addresses.origin(request.address());
        HttpUriRequestBase call = call(request);
        Departure departure = new Departure();
        Future<ApiOutcome> exchange = threads.submit(() -> exchange(call, departure, bodyWanted, host));
        try {
            return exchange.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            departure.callOff();
            return new NoAnswer(
                    Kind.TIMED_OUT,
                    departure.mayHaveArrived(),
                    "no complete answer from " + host + " within " + time.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            departure.callOff();
            Thread.currentThread().interrupt();
            return new NoAnswer(Kind.TIMED_OUT, departure.mayHaveArrived(), "interrupted while waiting for " + host);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a call to " + host + " broke", broken.getCause());
        } finally {
            call.cancel();
        }
    }

    private static HttpUriRequestBase call(ApiRequest request) {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.address());
        for (Map.Entry<String, String> field : request.headers().all()) {
            call.addHeader(field.getKey(), field.getValue());
        }
        request.body().ifPresent(bytes -> call.setEntity(new ByteArrayEntity(bytes, null)));
        return call;
    }

    private ApiOutcome exchange(HttpUriRequestBase call, Departure departure, IntPredicate bodyWanted, String host) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, call, departure.context());
            try {
                return read(response, bodyWanted, host);
            } finally {
                // Cuts the connection if there is more to come; closing alone would read all of that first.
                call.cancel();
                Closer.closeQuietly(response);
            }
        } catch (IOException failure) {
            return failure(failure, departure.mayHaveArrived(), host);
        } catch (RuntimeException odd) {
            // Whatever the library makes of an odd answer, the caller must learn whether the request had left.
            return new NoAnswer(
                    Kind.BROKEN,
                    departure.mayHaveArrived(),
                    "the call to " + host + " broke: " + odd.getClass().getSimpleName());
        }
    }

    private ApiOutcome read(ClassicHttpResponse response, IntPredicate bodyWanted, String host) throws IOException {
        Headers headers = Headers.NONE;
        for (var header : response.getHeaders()) {
            headers = headers.andAsReceived(header.getName(), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        if (entity == null || !bodyWanted.test(response.getCode())) {
            return new Answer(response.getCode(), headers, new byte[0]);
        }
        if (entity.getContentLength() > limits.maxBytes()) {
            return tooLarge(host);
        }
        InputStream stream = entity.getContent();
        byte[] body = stream.readNBytes(limits.maxBytes());
        // One byte more would be too much. Reading to the end also gives the connection back.
        return body.length == limits.maxBytes() && stream.read() >= 0
                ? tooLarge(host)
                : new Answer(response.getCode(), headers, body);
    }

    private NoAnswer tooLarge(String host) {
        return new NoAnswer(
                Kind.TOO_LARGE, true, "the answer of " + host + " is larger than " + limits.maxBytes() + " bytes");
    }

    private static NoAnswer failure(IOException failure, boolean mayHaveSent, String host) {
        if (failure instanceof RefusedAddressException) {
            return new NoAnswer(Kind.REFUSED, false, failure.getMessage());
        }
        if (!mayHaveSent) {
            return new NoAnswer(Kind.UNREACHABLE, false, "no connection to " + host + ": " + reason(failure));
        }
        if (failure instanceof InterruptedIOException) {
            return new NoAnswer(Kind.TIMED_OUT, true, host + " stayed silent for too long");
        }
        return new NoAnswer(Kind.BROKEN, true, "the connection to " + host + " broke: " + reason(failure));
    }

    /** HTTP-level exceptions can quote what the server sent, so only their kind is told. */
    private static String reason(IOException failure) {
        boolean quotes = failure.getCause() instanceof HttpException || failure.getMessage() == null;
        String kind = failure.getClass().getSimpleName();
        return quotes ? kind : kind + ", " + failure.getMessage();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        threads.shutdownNow();
    }
}
