package dev.backdrop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

class DepartureTest {

    private final Departure departure = new Departure();
    private final AtomicInteger written = new AtomicInteger();

    private ClassicHttpResponse passTheGate() throws Exception {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/");
        ExecRuntime unused = (ExecRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExecRuntime.class}, (p, m, a) -> null);
        ExecChain.Scope scope = new ExecChain.Scope(
                "1", new HttpRoute(new HttpHost("a.example", 80)), request, unused, departure.context());
        return new Departure.Gate().execute(request, scope, (sent, with) -> {
            written.incrementAndGet();
            return new BasicClassicHttpResponse(200);
        });
    }

    @Test
    void aRequestThatWasCalledOffNeverLeaves() {
        departure.callOff();

        assertThatThrownBy(this::passTheGate).isInstanceOf(InterruptedIOException.class);
        assertThat(written).hasValue(0);
        assertThat(departure.mayHaveArrived()).isFalse();
    }

    @Test
    void aRequestThatLeftCannotBeCalledOff() throws Exception {
        passTheGate();
        departure.callOff();

        assertThat(departure.mayHaveArrived()).isTrue();
    }

    @Test
    void noRequestLeavesTwice() throws Exception {
        passTheGate();

        assertThatThrownBy(this::passTheGate).isInstanceOf(InterruptedIOException.class);
        assertThat(written).hasValue(1);
    }
}
