package dev.backdrop.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * The moment at which a request leaves, or is called off for good: exactly one of them happens. Without it, a caller who was
 * told at the deadline that nothing was sent could find it sent a moment later.
 */
final class Departure {

    private enum State {
        WAITING,
        LEFT,
        CALLED_OFF
    }

    private static final String ATTRIBUTE = "backdrop.departure";

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Keeps the request from leaving, if it hasn't left yet. */
    void callOff() {
        state.compareAndSet(State.WAITING, State.CALLED_OFF);
    }

    /** False only if the request hasn't left; after {@link #callOff} that is final. */
    boolean mayHaveArrived() {
        return state.get() == State.LEFT;
    }

    HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        return context;
    }

    /** Stands in the client's chain where the connection, with its TLS, is made and the request is about to be written. */
    static final class Gate implements ExecChainHandler {
        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
                throws IOException, HttpException {
            Departure departure = (Departure) scope.clientContext.getAttribute(ATTRIBUTE);
            if (!departure.state.compareAndSet(State.WAITING, State.LEFT)) {
                throw new InterruptedIOException("called off");
            }
            return chain.proceed(request, scope);
        }
    }
}
