package dev.backdrop.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpOptions;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void addressesOfNoVendorAreRefusedAndNoted() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().with(PerfectCorpOptions.defaults()))) {
            assertThat(get(simulator.apiBase() + "/v1/run").statusCode()).isEqualTo(404);
            assertThat(get(simulator.uploadBase() + "/bucket/key").statusCode()).isEqualTo(403);
            assertThat(get(simulator.resultBase() + "/bucket/key").body()).contains("<Code>AccessDenied</Code>");
            assertThat(simulator.journal().entries())
                    .extracting(JournalEntry::status)
                    .containsExactly(404, 403, 403);
        }
    }

    @Test
    void aDefectIsAnsweredAndNotedAndLeavesTheRestRunning() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().with(PerfectCorpOptions.defaults()))) {
            String address = simulator.apiBase() + "/s2s/v1.0/client/credit";
            simulator
                    .vendor(PerfectCorpSimulator.class)
                    .faults()
                    .when(
                            PerfectCorpEndpoint.CREDIT,
                            request -> {
                                throw new IllegalStateException("a condition with a bug");
                            },
                            Fault.none());

            HttpResponse<String> answer = get(address);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("a condition with a bug");
            simulator.vendor(PerfectCorpSimulator.class).faults().clear();
            assertThat(get(address).statusCode()).isEqualTo(401);
            assertThat(simulator.journal().entries())
                    .extracting(JournalEntry::status)
                    .containsExactly(500, 401);
        }
    }

    @Test
    void aClosedSimulatorAnswersNobody() {
        Simulator simulator = Simulator.start(SimulatorOptions.defaults().with(PerfectCorpOptions.defaults()));
        String address = simulator.apiBase() + "/s2s/v1.0/client/credit";
        simulator.close();

        assertThatThrownBy(() -> get(address)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().with(PerfectCorpOptions.defaults()))) {
            int port = simulator.apiBase().getPort();

            assertThatThrownBy(() -> Simulator.start(SimulatorOptions.defaults().withApiPort(port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }
}
