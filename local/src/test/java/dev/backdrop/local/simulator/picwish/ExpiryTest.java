package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final int HOUR = 3600;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private int status(URI link) throws IOException {
        return bench.download(link).statusCode();
    }

    @Test
    void aTaskIsKnownForAnHourAfterItsEndAndThenNotFound() throws IOException {
        String id = bench.segmentation();
        bench.pass(4 + HOUR);
        assertThat(bench.state(id)).isEqualTo(1);

        bench.pass(1);
        Bench.Reply gone = bench.query(id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body().get("status").intValue()).isEqualTo(404);
        assertThat(bench.vendor().polls(id)).hasSize(1);
    }

    @Test
    void aTaskThatFailedAndOneAnsweredAtOnceVanishToo() throws IOException {
        bench.vendor().tasks().task(1).failsWith(-1);
        String failed = bench.segmentation();
        String atOnce = Bench.taskId(bench.atOnce(Bench.photo()));
        bench.pass(HOUR);
        assertThat(bench.state(atOnce)).isEqualTo(1);
        bench.pass(1);
        assertThat(bench.query(atOnce).status()).isEqualTo(404);
        assertThat(bench.state(failed)).isEqualTo(-1);
        bench.pass(4);
        assertThat(bench.query(failed).status()).isEqualTo(404);
    }

    @Test
    void aLinkLastsAnHour() throws IOException {
        URI link = Bench.link(bench.atOnce(Bench.photo()), "image");
        bench.pass(HOUR);
        assertThat(status(link)).isEqualTo(200);
        bench.pass(1);
        assertThat(status(link)).isEqualTo(403);
    }

    @Test
    void aLinkThatIsAskedForLateDoesNotOutlastTheResult() throws IOException {
        String id = bench.segmentation();
        bench.pass(4 + HOUR);
        URI late = Bench.link(bench.query(id), "image");
        assertThat(status(late)).isEqualTo(200);
        bench.pass(1);
        assertThat(status(late)).isEqualTo(404);
    }

    @Test
    void anExpiredLinkIsRenewedByAskingAgain() throws IOException {
        try (Bench brief = new Bench(options -> options.withLinkValidity(Duration.ofMinutes(10)))) {
            Bench.Reply reply = brief.atOnce(Bench.photo());
            URI link = Bench.link(reply, "image");
            brief.pass(601);
            assertThat(brief.download(link).statusCode()).isEqualTo(403);
            URI fresh = Bench.link(brief.query(Bench.taskId(reply)), "image");
            assertThat(fresh).isNotEqualTo(link);
            assertThat(brief.download(fresh).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void retentionCanBeAnother() throws IOException {
        try (Bench brief = new Bench(options -> options.withRetention(Duration.ofSeconds(10)))) {
            Bench.Reply reply = brief.atOnce(Bench.photo());
            brief.pass(11);
            assertThat(brief.query(Bench.taskId(reply)).status()).isEqualTo(404);
            assertThat(brief.download(Bench.link(reply, "image")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aLinkIsForReadingAsItIs() throws IOException {
        URI link = Bench.link(bench.atOnce(Bench.photo()), "image");

        assertThat(status(URI.create(link + "&more=1"))).isEqualTo(403);
        assertThat(status(URI.create(link.toString().split("\\?")[0]))).isEqualTo(403);
        assertThat(bench.send(HttpRequest.newBuilder(link)
                                .PUT(BodyPublishers.ofString("x"))
                                .build())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTaskThatVanishedBeforeAnybodySawItsEndIsLostButPaid() throws IOException {
        String lost = bench.segmentation();
        String seen = bench.segmentation();
        bench.vendor().tasks().task(3).failsWith(-1);
        bench.segmentation();
        bench.atOnce(Bench.photo());
        bench.state(lost);
        bench.pass(4);
        bench.state(seen);
        assertThat(bench.vendor().tasksPaidButLost()).isEmpty();

        bench.pass(HOUR + 1);

        assertThat(bench.vendor().tasksPaidButLost()).containsExactly(lost);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(3);
    }
}
