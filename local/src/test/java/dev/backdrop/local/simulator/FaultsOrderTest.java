package dev.backdrop.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsOrderTest {

    private enum Call implements Endpoint {
        ONE,
        OTHER
    }

    private final Faults<Call> faults = new Faults<>();

    private int status(Call call) {
        Received request =
                new Received(1, Instant.EPOCH, HostRole.API, "GET", "/", "", Map.of(), new byte[0], false, "127.0.0.1");
        return faults.around(call, request, () -> Answer.empty(200)).status();
    }

    private List<Integer> statuses(int calls) {
        return Stream.generate(() -> status(Call.ONE)).limit(calls).toList();
    }

    @Test
    void aNumberComesBeforeTheLineAndTheLineBeforeConditions() {
        faults.always(Call.ONE, Fault.status(503))
                .next(Call.ONE, Fault.status(500))
                .next(Call.ONE, Fault.status(501))
                .nth(2, Call.ONE, Fault.status(429));

        assertThat(statuses(5)).containsExactly(500, 429, 501, 503, 503);
    }

    @Test
    void numbersAreCountedFromTheMomentTheyAreAskedFor() {
        statuses(3);
        faults.nth(2, Call.ONE, Fault.status(429));

        assertThat(statuses(3)).containsExactly(200, 429, 200);
    }

    @Test
    void endpointsAreCountedApart() {
        faults.nth(2, Call.ONE, Fault.status(429));

        assertThat(status(Call.OTHER)).isEqualTo(200);
        assertThat(status(Call.OTHER)).isEqualTo(200);
        assertThat(statuses(2)).containsExactly(200, 429);
    }

    @Test
    void clearingForgetsEveryKind() {
        faults.always(Call.ONE, Fault.status(503))
                .next(Call.ONE, Fault.status(500))
                .nth(2, Call.ONE, Fault.status(429));
        faults.clear();

        assertThat(statuses(3)).containsOnly(200);
    }

    @Test
    void thereIsNoCallBeforeTheNext() {
        assertThatThrownBy(() -> faults.nth(0, Call.ONE, Fault.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1");
    }
}
